/// A command as people would type it; what must not be seen never gets in here.
package struct CommandLine: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Program and arguments.
    package let arguments: [String]

    /// A command.
    package init(_ arguments: [String]) { self.arguments = arguments }

    /// Quoted for a POSIX shell where it needs to be.
    package var description: String { arguments.map(Self.quoted).joined(separator: " ") }

    private static func quoted(_ text: String) -> String {
        guard text.isEmpty || !text.unicodeScalars.allSatisfy(isPlain) else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "@", "%", "+", "=", ":", ",", ".", "/", "_", "-": true
        default: false
        }
    }
}
