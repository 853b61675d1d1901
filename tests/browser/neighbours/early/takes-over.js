const { create } = CredentialsContainer.prototype;
CredentialsContainer.prototype.create = function (...given) {
  return create.apply(this, given);
};
