import { mount } from 'svelte'
import PromptApp from './dialling/prompt/PromptApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(PromptApp, { target })
