package import ClusterModel

/// Reads secrets from the sources that the manifests name, not before they are needed.
package protocol SecretKeeping: Sendable {
    func secret(_ reference: SecretReference) async throws(SecretProblem) -> Secret
}

/// Has no secret, for runs that need none.
package struct NoSecrets: SecretKeeping {
    package init() {}

    package func secret(_ reference: SecretReference) async throws(SecretProblem) -> Secret { throw .noSource }
}

/// Why a secret could not be read. Contains nothing of the secret.
package enum SecretProblem: Error, Sendable, Hashable, CustomStringConvertible {
    case noSource
    /// In the system's own words.
    case unreadable(path: String, words: String)
    case notAFile(path: String)
    /// Others than its owner may read or change it.
    case tooOpen(path: String, mode: String)
    /// It belongs to neither root nor the user that hcctl runs as.
    case foreignOwner(path: String, user: Int)
    case noVariable(String)
    /// The program failed; `words` is its standard error.
    case command(String, words: String)
    /// The source is empty, or its first line is.
    case empty(source: String)
    case tooLong(source: String, limit: Int)

    /// One sentence: what is wrong and what to do.
    package var description: String {
        switch self {
        case .noSource: "no source of the secret is named; give fromFile, fromEnv or fromCommand"
        case .unreadable(let path, let words): "the secret in \(path) cannot be read: \(words)"
        case .notAFile(let path): "\(path) is no file; a secret is read from one"
        case .tooOpen(let path, let mode):
            "others may read or change \(path) (mode \(mode)); keep it to its owner: chmod 600 \(path)"
        case .foreignOwner(let path, let user):
            "\(path) belongs to user \(user); it has to belong to root or to the user that runs hcctl"
        case .noVariable(let name): "the environment variable \(name) is not set, or empty; set it for hcctl"
        case .command(let command, let words): "\(command) gave no secret: \(words)"
        case .empty(let source): "\(source) holds no secret: its first line is empty"
        case .tooLong(let source, let limit): "\(source) has more than \(limit) bytes: that is no secret"
        }
    }
}
