package import ClusterModel
internal import Glibc

/// Reads what `-f` names: files, directories with everything below them, and `-` for standard input.
package enum SourceFiles {
    /// Bytes of one file. Protects memory from a path that never ends. A manifest of this size is refused by its
    /// reader, with a place; this limit lies above that one.
    package static let largestFile = 16 << 20
    /// Files of one reading. Protects memory from the wrong directory; ten thousand resources fit into far fewer.
    package static let mostFiles = 10_000
    /// Directories inside each other. Protects the stack. A tree of manifests is a few levels deep.
    package static let deepestDirectory = 32

    /// The sources in the order of the arguments; within a directory by name, byte by byte. A file that is named
    /// twice, or reached twice, is read once. In a directory only `*.yaml`, `*.yml` and `*.json` count, and nothing
    /// whose name begins with a dot.
    package static func read(_ arguments: [String]) throws(SourceFilesError) -> [SourceText] {
        try read(arguments, standardInput: STDIN_FILENO)
    }

    /// The same sources with, instead of its bytes, what changes with every write of a file: its identity, size and time
    /// of modification. Equal signatures mean that no file was written in between.
    package static func signature(_ arguments: [String]) throws(SourceFilesError) -> [SourceText] {
        var walk = SourceWalk(standardInput: STDIN_FILENO, readsContents: false)
        for argument in arguments { walk.visit(argument) }
        guard walk.problems.isEmpty else { throw SourceFilesError(walk.problems) }
        return walk.sources
    }

    static func read(_ arguments: [String], standardInput: Int32) throws(SourceFilesError) -> [SourceText] {
        var walk = SourceWalk(standardInput: standardInput)
        for argument in arguments { walk.visit(argument) }
        guard walk.problems.isEmpty else { throw SourceFilesError(walk.problems) }
        return walk.sources
    }
}

/// Why sources could not be read: every reason at once.
package struct SourceFilesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One thing that is in the way.
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The path, as it follows from what was given.
        package let path: String
        /// What is wrong with it.
        package let reason: Reason

        init(_ path: String, _ reason: Reason) {
            self.path = path
            self.reason = reason
        }

        /// One line: the path and the reason.
        package var description: String { path.isEmpty ? "\(reason)" : "\(path): \(reason)" }
    }

    /// What can be in the way.
    package enum Reason: Sendable, Hashable {
        /// In the system's own words.
        case refused(String)
        case tooLarge(limit: Int)
        case neitherFileNorDirectory
        case noManifests
        case nestedTooDeep(limit: Int)
        case tooManyFiles(limit: Int)
        case nameIsNotText
        case standardInputTwice
        case emptyPath
    }

    /// In the order met.
    package let problems: [Problem]

    init(_ problems: [Problem]) { self.problems = problems }

    /// One line for each problem.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension SourceFilesError.Reason: CustomStringConvertible {
    /// A sentence without a full stop.
    package var description: String {
        switch self {
        case .refused(let words): "cannot be read: \(words)"
        case .tooLarge(let limit): "is larger than \(limit) bytes, which is no manifest"
        case .neitherFileNorDirectory: "is neither a file nor a directory"
        case .noManifests: "holds no *.yaml, *.yml or *.json file"
        case .nestedTooDeep(let limit): "lies more than \(limit) directories deep"
        case .tooManyFiles(let limit): "there are more than \(limit) manifest files"
        case .nameIsNotText: "holds a name that is not UTF-8"
        case .standardInputTwice: "standard input can be read only once"
        case .emptyPath: "an empty path was given"
        }
    }
}
