/// Where a secret is read when it is needed. A manifest never contains the secret itself.
package struct SecretReference: Sendable, Hashable {
    /// A file that only its owner may read; the first line is the secret.
    package var fromFile: String?
    /// An environment variable of the process.
    package var fromEnv: String?
    /// A program whose standard output is the secret.
    package var fromCommand: [String]?

    /// Nothing yet.
    package init() {}
}
