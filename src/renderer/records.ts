import { mount } from 'svelte'
import RecordsApp from './records/RecordsApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(RecordsApp, { target })
