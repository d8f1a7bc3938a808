import { mount } from 'svelte'
import RecordsApp from './RecordsApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(RecordsApp, { target })
