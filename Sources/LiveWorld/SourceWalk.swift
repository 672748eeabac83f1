internal import ClusterModel
internal import Glibc

/// One reading of `-f` arguments while it goes on.
struct SourceWalk {
    private(set) var sources: [SourceText] = []
    private(set) var problems: [SourceFilesError.Problem] = []
    private let standardInput: Int32
    private let readsContents: Bool
    private var hasReadStandardInput = false
    /// Files and directories met so far, whatever names led to them: ends loops of symbolic links.
    private var met: Set<FileIdentity> = []

    /// Without `readsContents` a file's bytes are its signature.
    init(standardInput: Int32, readsContents: Bool = true) {
        self.standardInput = standardInput
        self.readsContents = readsContents
    }

    /// Takes in what one argument names.
    mutating func visit(_ argument: String) {
        if argument == "-" { return readStandardInput() }
        guard !argument.isEmpty else { return complain(argument, .emptyPath) }
        let path = Self.withoutTrailingSlash(argument)
        guard let status = status(path) else { return }
        switch status.kind {
        case .directory: visitDirectory(path, status)
        case .file: readFile(path, status)
        // A pipe from `<(command)` is as good as a file, where it is named itself.
        case .stream: add(path, Self.contents(path, mayBlock: true))
        case .other: complain(path, .neitherFileNorDirectory)
        }
    }

    private mutating func visitDirectory(_ path: String, _ status: FileStatus) {
        guard met.insert(status.identity).inserted else { return }
        let found = walk(path, depth: 1)
        if !found, problems.isEmpty { complain(path, .noManifests) }
    }

    /// Reads a directory in the order of the names; whether there was a manifest in it.
    private mutating func walk(_ directory: String, depth: Int) -> Bool {
        guard depth <= SourceFiles.deepestDirectory else {
            complain(directory, .nestedTooDeep(limit: SourceFiles.deepestDirectory))
            return false
        }
        var found = false
        for name in names(in: directory) {
            let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
            if visitEntry(path, depth) { found = true }
        }
        return found
    }

    private mutating func visitEntry(_ path: String, _ depth: Int) -> Bool {
        let isManifest = [".yaml", ".yml", ".json"].contains { path.hasSuffix($0) }
        // A link that leads nowhere matters only where it would be a manifest.
        guard let status = isManifest ? status(path) : FileStatus(path) else { return isManifest }
        switch status.kind {
        case .directory: return met.insert(status.identity).inserted && walk(path, depth: depth + 1)
        case .file where isManifest: readFile(path, status)
        case .stream where isManifest, .other where isManifest: complain(path, .neitherFileNorDirectory)
        default: return false
        }
        return true
    }

    private mutating func readFile(_ path: String, _ status: FileStatus) {
        guard met.insert(status.identity).inserted else { return }
        let readsContents = readsContents
        add(path, readsContents ? Self.contents(path, mayBlock: false) : .success(status.signature))
    }

    private mutating func readStandardInput() {
        guard !hasReadStandardInput else { return complain("-", .standardInputTwice) }
        hasReadStandardInput = true
        let descriptor = standardInput
        add("-", Self.contents(of: descriptor))
    }

    private mutating func add(_ path: String, _ contents: @autoclosure () -> Result<[UInt8], SourceReadFailure>) {
        guard sources.count < SourceFiles.mostFiles else {
            return complain("", .tooManyFiles(limit: SourceFiles.mostFiles))
        }
        switch contents() {
        case .failure(let failure): complain(path, failure.reason)
        case .success(let bytes): sources.append(SourceText(path: path, bytes: bytes))
        }
    }

    private mutating func complain(_ path: String, _ reason: SourceFilesError.Reason) {
        let problem = SourceFilesError.Problem(path, reason)
        if !problems.contains(problem) { problems.append(problem) }
    }

    private mutating func status(_ path: String) -> FileStatus? {
        if let status = FileStatus(path) { return status }
        complain(path, .refused(SourceReadFailure.lastWords))
        return nil
    }

    private mutating func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else {
            complain(directory, .refused(SourceReadFailure.lastWords))
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(validatingCString: $0) }
            guard let name else {
                complain(directory, .nameIsNotText)
                continue
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path
        while path.hasSuffix("/"), path != "/" { path.removeLast() }
        return path
    }
}

extension SourceWalk {
    private static func contents(_ path: String, mayBlock: Bool) -> Result<[UInt8], SourceReadFailure> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | (mayBlock ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else { return .failure(SourceReadFailure(reason: .refused(SourceReadFailure.lastWords))) }
        defer { close(descriptor) }
        return contents(of: descriptor)
    }

    /// Everything that can be read from a descriptor.
    private static func contents(of descriptor: Int32) -> Result<[UInt8], SourceReadFailure> {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return .success(bytes) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .failure(SourceReadFailure(reason: .refused(SourceReadFailure.lastWords))) }
            bytes += chunk[..<count]
            guard bytes.count <= SourceFiles.largestFile else {
                return .failure(SourceReadFailure(reason: .tooLarge(limit: SourceFiles.largestFile)))
            }
        }
    }
}

/// Why the bytes of one file are not to be had.
struct SourceReadFailure: Error {
    let reason: SourceFilesError.Reason

    /// What the system said last.
    static var lastWords: String { String(cString: strerror(errno)) }
}

/// A file or directory, whatever it is called.
struct FileIdentity: Sendable, Hashable {
    let device: UInt
    let number: UInt
}

/// What a path leads to, links followed.
struct FileStatus {
    enum Kind { case file, directory, stream, other }

    let kind: Kind
    let identity: FileIdentity
    /// Identity, size and time of modification as text.
    let signature: [UInt8]

    /// Nil where nothing can be learnt of it; `errno` says why.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        identity = FileIdentity(device: UInt(status.st_dev), number: UInt(status.st_ino))
        let time = status.st_mtim
        signature = Array("\(status.st_ino) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)".utf8)
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .directory
        case S_IFIFO, S_IFCHR: kind = .stream
        default: kind = .other
        }
    }
}
