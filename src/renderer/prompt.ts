import { mount } from 'svelte'
import PromptApp from './PromptApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(PromptApp, { target })
