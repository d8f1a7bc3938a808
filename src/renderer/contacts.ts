import { mount } from 'svelte'
import ContactsApp from './contacts/ContactsApp.svelte'

const target = document.getElementById('app')
if (target !== null) mount(ContactsApp, { target })
