import { mount } from 'svelte'
import ImportsApp from './imports/ImportsApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(ImportsApp, { target })
