import { mount } from 'svelte'
import PromptApp from './dialling/PromptApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(PromptApp, { target })
