public import ClusterModel

/// One program run on a host. Never a shell string: `arguments[0]` is looked up in a fixed PATH, LC_ALL is C.
public struct Invocation: Sendable, Hashable {
    /// Program and arguments; none may hold a NUL.
    public let arguments: [String]
    /// What it reads.
    public let input: Input
    /// How long it may take.
    public let limit: Limit
    /// Bytes of each output stream. More is an outcome of its own, never a silent cut.
    public let outputLimit: Int
    /// A unit without which the program is not worth running: while it is not active the outcome is
    /// `TransportFailure.inactive` at once. Only queries may have one.
    public let onlyWhileActive: String?

    /// 20 s is ten times the slowest reading command seen (`get-state` under load); 1 MiB a hundred times the longest.
    public init(
        _ arguments: [String], input: Input = .none, limit: Limit = .kill(after: .seconds(20)),
        outputLimit: Int = 1 << 20, onlyWhileActive: String? = nil
    ) {
        self.arguments = arguments
        self.input = input
        self.limit = limit
        self.outputLimit = outputLimit
        self.onlyWhileActive = onlyWhileActive
    }

    /// What happens when a command takes too long.
    public enum Limit: Sendable, Hashable {
        /// Killed on the host by `timeout`; the transport gives up a little later.
        case kill(after: Duration)
        /// Never killed: whoever kills a gluster command leaves its cluster lock behind. The transport stops waiting.
        case leave(after: Duration)
    }

    /// What a command reads from its standard input.
    public enum Input: Sendable, Hashable {
        case none
        case bytes([UInt8])
        case secret(Secret)
    }
}

/// Asks and changes nothing.
public enum Query: Sendable, Hashable {
    case run(Invocation)
    /// Runs a program that writes its answer to a file (`gluster get-state`), reads the file, removes it.
    case runForFile(Invocation, answer: String)
    /// Reads a file; `limit` in bytes. A missing file is `TransportFailure.absent`.
    case read(path: String, limit: Int)
}

/// Changes the host.
public enum Change: Sendable, Hashable {
    case run(Invocation)
    case write(FileWrite)
    case remove(path: String, expecting: Expectation)
}

/// Replaces a file as a whole: temporary file beside it, fsync, mode, rename.
public struct FileWrite: Sendable, Hashable {
    /// Absolute path.
    public let path: String
    /// The whole new contents.
    public let contents: Invocation.Input
    /// Permission bits.
    public let mode: UInt16
    /// What must be there before.
    public let expecting: Expectation

    /// A file to be written.
    public init(path: String, contents: Invocation.Input, mode: UInt16, expecting: Expectation) {
        self.path = path
        self.contents = contents
        self.mode = mode
        self.expecting = expecting
    }
}

/// What must be there for a write to happen at all: compare and swap.
public enum Expectation: Sendable, Hashable {
    case absent
    /// In lower-case hex.
    case digest(sha256: String)
    case anything
}

/// Bytes that are never printed.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// A secret.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Redacted.
    public var description: String { "<secret>" }

    /// Redacted for `dump` and the like, too.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The one way to the bytes, for the transport.
    public func reveal() -> [UInt8] { bytes }
}

/// Where something is run.
public enum Place: Sendable, Hashable {
    /// The machine that runs hcctl; it has no fence.
    case here
    case host(HostName)
}
