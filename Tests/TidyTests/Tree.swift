import Foundation

/// The repository's own files, for tests about them.
enum Tree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File {
        /// Below the root.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// The lines without comments: rules are about code.
        var code: [(number: Int, text: Substring)] {
            lines.enumerated().compactMap { index, line in
                let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
                return code.allSatisfy(\.isWhitespace) ? nil : (index + 1, code)
            }
        }
    }

    static func files(below folder: String, ending suffix: String) throws -> [File] {
        let base = root.appending(path: folder)
        guard let walker = FileManager.default.enumerator(at: base, includingPropertiesForKeys: [.isRegularFileKey])
        else { return [] }
        let paths = walker.compactMap { $0 as? URL }.filter { (try? $0.checkResourceIsReachable()) ?? false }
            .filter { !$0.hasDirectoryPath }.map(\.path).filter { $0.hasSuffix(suffix) }.sorted()
        return try paths.map { path in
            File(
                path: String(path.dropFirst(root.path.count + 1)),
                text: String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
        }
    }

    static func file(_ path: String) throws -> File {
        File(path: path, text: String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self))
    }

    static func sources() throws -> [File] { try files(below: "Sources", ending: ".swift") }
}
