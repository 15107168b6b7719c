--- Names of the Oxur protocol, version 1, that more than one module needs.
return {
  --- Error code of requests that would run code of a directory nobody trusts.
  not_trusted = -33003,
}
