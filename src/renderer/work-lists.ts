import { mount } from 'svelte'
import WorkListsApp from './work-lists/WorkListsApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(WorkListsApp, { target })
