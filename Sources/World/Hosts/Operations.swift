package import ClusterModel

/// A program to be run, as an argument vector and never as shell text. `arguments[0]` is searched for in a fixed PATH;
/// LC_ALL is C.
package struct Invocation: Sendable, Hashable {
    /// Program and arguments; none contains a NUL.
    package let arguments: [String]
    package let input: Input
    package let limit: Limit
    /// Bytes accepted of each output stream. More is `TransportFailure.outputTooLong`; output is never truncated silently.
    package let outputLimit: Int
    /// A systemd unit that the program needs: while it is not active the outcome is `TransportFailure.inactive`, and the
    /// program is not run. Queries only.
    package let onlyWhileActive: String?
    /// Names what several queries of a batch wait for, such as one daemon: the first of them that passes its limit is
    /// killed at once, and the others have the same outcome without being run. Queries only.
    package let sharedLimit: String?

    /// By default 20 s, ten times the slowest reading command measured (`get-state` under load), and 1 MiB, a hundred times
    /// the longest output.
    package init(
        _ arguments: [String], input: Input = .none, limit: Limit = .killAfter(.seconds(20)),
        outputLimit: Int = 1 << 20, onlyWhileActive: String? = nil, sharedLimit: String? = nil
    ) {
        self.arguments = arguments
        self.input = input
        self.limit = limit
        self.outputLimit = outputLimit
        self.onlyWhileActive = onlyWhileActive
        self.sharedLimit = sharedLimit
    }

    /// What the transport does with a command that takes too long.
    package enum Limit: Sendable, Hashable {
        /// `timeout` kills the program on the host; the transport stops waiting a little later.
        case killAfter(Duration)
        /// The program continues; only the transport stops waiting. For gluster commands: killing one leaves its cluster
        /// lock behind.
        case detachAfter(Duration)

        /// How long the command may take, whatever happens then.
        package var duration: Duration {
            switch self {
            case .killAfter(let duration), .detachAfter(let duration): duration
            }
        }
    }

    /// The content of standard input.
    package enum Input: Sendable, Hashable {
        case none
        case bytes([UInt8])
        case secret(Secret)
    }
}

/// Reads from a host without changing it.
package enum Query: Sendable, Hashable {
    case run(Invocation)
    /// Runs a program that writes its answer to a file (`gluster get-state`), then reads and removes the file.
    case runForFile(Invocation, answer: String)
    /// Reads a file; `limit` in bytes. A missing file is `TransportFailure.absent`.
    case read(path: String, limit: Int)
}

/// One change of a host.
package enum Change: Sendable, Hashable {
    case run(Invocation)
    case write(FileWrite)
    case remove(path: String, expecting: Expectation)
}

/// Replaces a file atomically: temporary file in the same folder, mode, fsync, rename.
package struct FileWrite: Sendable, Hashable {
    package let path: String
    package let contents: Invocation.Input
    /// The permission bits.
    package let mode: UInt16
    /// The state that the file must have before the write.
    package let expecting: Expectation
    /// What stays of an existing file.
    package let keeping: Kept

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

/// The state that a file must have for a change to happen (compare and swap).
package enum Expectation: Sendable, Hashable {
    case absent
    /// SHA-256 of the content, in lower-case hexadecimal.
    case digest(sha256: String)
    case anything
}

/// Bytes that descriptions, mirrors and logs never show.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var description: String { "<secret>" }

    /// No children, so that `dump` shows no bytes either.
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The bytes, for the transport only.
    package func reveal() -> [UInt8] { bytes }
}

/// The machine on which an operation runs.
package enum Place: Sendable, Hashable {
    /// The machine that runs hcctl; it has no fence.
    case local
    case host(HostName)
}
