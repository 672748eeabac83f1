internal import Foundation

/// The secret that a request carries in its Authorization header (RFC 6750).
package struct BearerToken: Sendable, CustomStringConvertible {
    /// Protects against tokens that can be guessed: `openssl rand -hex 32` prints 64 characters.
    static let fewestBytes = 32
    /// Protects memory from a wrong file; a token is a line.
    static let mostBytes = 4096

    /// Why a file gives no token.
    package struct Problem: Error, CustomStringConvertible {
        package let description: String
    }

    private let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The first line of a file that its owner alone can read, and that root or the running user owns.
    package init(file: String) throws(Problem) {
        var facts = stat()
        guard stat(file, &facts) == 0 else { throw Self.problem(file, String(cString: strerror(errno))) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw Self.problem(file, "it is no regular file") }
        guard facts.st_mode & 0o077 == 0 else {
            throw Self.problem(file, "others than its owner can read or write it; chmod 600 it")
        }
        guard [0, geteuid()].contains(facts.st_uid) else {
            throw Self.problem(file, "it belongs to another user than root and the one who runs this")
        }
        guard facts.st_size <= Self.mostBytes, let data = FileManager.default.contents(atPath: file) else {
            throw Self.problem(file, "it cannot be read, or is longer than \(Self.mostBytes) bytes")
        }
        let line = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count >= Self.fewestBytes else {
            throw Self.problem(
                file, "its first line has fewer than \(Self.fewestBytes) characters; openssl rand -hex 32 makes one")
        }
        guard line.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Self.problem(file, "its first line has spaces or other characters that a header cannot carry")
        }
        bytes = Array(line)
    }

    private static func problem(_ file: String, _ words: String) -> Problem {
        Problem(description: "the token file \(file) cannot be used: \(words)")
    }

    /// Whether an Authorization header carries it. The time does not depend on where they differ.
    func matches(authorization: String) -> Bool {
        let scheme = "bearer "
        guard authorization.count > scheme.count, authorization.prefix(scheme.count).lowercased() == scheme else {
            return false
        }
        return isEqual(to: Array(authorization.dropFirst(scheme.count).utf8))
    }

    private func isEqual(to given: [UInt8]) -> Bool {
        var difference = given.count ^ bytes.count
        for index in bytes.indices {
            difference |= Int(bytes[index] ^ (index < given.count ? given[index] : 0))
        }
        return difference == 0
    }

    package var description: String { "a bearer token" }
}
