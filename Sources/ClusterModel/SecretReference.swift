/// Where a secret is to be read when it is needed. The secret itself never stands in a manifest.
public struct SecretReference: Sendable, Hashable {
    /// A file that only its owner may read; the first line is the secret.
    public var fromFile: String?
    /// An environment variable of the process.
    public var fromEnv: String?
    /// A program whose standard output is the secret.
    public var fromCommand: [String]?

    /// Nothing yet.
    public init() {}
}
