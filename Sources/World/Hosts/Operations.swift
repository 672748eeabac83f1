package import ClusterModel

/// One program run on a host. Never a shell string: `arguments[0]` is looked up in a fixed PATH, LC_ALL is C.
package struct Invocation: Sendable, Hashable {
    /// Program and arguments; none may hold a NUL.
    package let arguments: [String]
    /// What it reads.
    package let input: Input
    /// How long it may take.
    package let limit: Limit
    /// Bytes of each output stream. More is an outcome of its own, never a silent cut.
    package let outputLimit: Int
    /// A unit without which the program is not worth running: while it is not active the outcome is
    /// `TransportFailure.inactive` at once. Only queries may have one.
    package let onlyWhileActive: String?

    /// 20 s is ten times the slowest reading command seen (`get-state` under load); 1 MiB a hundred times the longest.
    package init(
        _ arguments: [String], input: Input = .none, limit: Limit = .killAfter(.seconds(20)),
        outputLimit: Int = 1 << 20, onlyWhileActive: String? = nil
    ) {
        self.arguments = arguments
        self.input = input
        self.limit = limit
        self.outputLimit = outputLimit
        self.onlyWhileActive = onlyWhileActive
    }

    /// What happens when a command takes too long.
    package enum Limit: Sendable, Hashable {
        /// Killed on the host by `timeout`; the transport gives up a little later.
        case killAfter(Duration)
        /// Never killed: whoever kills a gluster command leaves its cluster lock behind. The transport stops waiting.
        case detachAfter(Duration)

        /// How long the command may take, whatever happens then.
        package var duration: Duration {
            switch self {
            case .killAfter(let duration), .detachAfter(let duration): duration
            }
        }
    }

    /// What a command reads from its standard input.
    package enum Input: Sendable, Hashable {
        case none
        case bytes([UInt8])
        case secret(Secret)
    }
}

/// Asks and changes nothing.
package enum Query: Sendable, Hashable {
    case run(Invocation)
    /// Runs a program that writes its answer to a file (`gluster get-state`), reads the file, removes it.
    case runForFile(Invocation, answer: String)
    /// Reads a file; `limit` in bytes. A missing file is `TransportFailure.absent`.
    case read(path: String, limit: Int)
}

/// Changes the host.
package enum Change: Sendable, Hashable {
    case run(Invocation)
    case write(FileWrite)
    case remove(path: String, expecting: Expectation)
}

/// Replaces a file as a whole: temporary file beside it, mode, fsync, rename.
package struct FileWrite: Sendable, Hashable {
    /// Absolute path.
    package let path: String
    /// The whole new contents.
    package let contents: Invocation.Input
    /// Permission bits.
    package let mode: UInt16
    /// What must be there before.
    package let expecting: Expectation
    /// What stays of an existing file.
    package let keeping: Kept

    /// A file to be written.
    package init(
        path: String, contents: Invocation.Input, mode: UInt16, expecting: Expectation, keeping: Kept = .owner
    ) {
        self.path = path
        self.contents = contents
        self.mode = mode
        self.expecting = expecting
        self.keeping = keeping
    }

    /// What stays of an existing file.
    package enum Kept: Sendable, Hashable {
        /// Owner, group, access list and security context. The mode is set, and a symbolic link becomes a file.
        case owner
        /// Those, the mode and a symbolic link, of which the target is written. The mode is set on a new file only.
        case allButContents
    }
}

/// What must be there for a write to happen at all: compare and swap.
package enum Expectation: Sendable, Hashable {
    case absent
    /// In lower-case hex.
    case digest(sha256: String)
    case anything
}

/// Bytes that are never printed.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// A secret.
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Redacted.
    package var description: String { "<secret>" }

    /// Redacted for `dump` and the like, too.
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The one way to the bytes, for the transport.
    package func reveal() -> [UInt8] { bytes }
}

/// Where something is run.
package enum Place: Sendable, Hashable {
    /// The machine that runs hcctl; it has no fence.
    case local
    case host(HostName)
}
