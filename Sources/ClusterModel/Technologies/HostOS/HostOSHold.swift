/// Why a step is not taken now: what a host's system shows.
package enum HostOSHold: Sendable, Hashable {
    /// A package, or the package of a unit, is not installed.
    case notInstalled(HostName, what: String)
    /// Something goes on there, which survives us; `words` is what it printed last.
    case operation(HostName, what: String, elapsed: Duration?, HostOperation.Progress?, words: String)
    /// Another program installs packages there, and ours waits for it.
    case packagesLocked(HostName, words: String)
    /// It was tried and failed, with these words.
    case operationFailed(HostName, what: String, words: String)
    /// No repository that the host knows has them.
    case packageUnavailable(HostName, [String])
    /// The host finds no address for a host's name.
    case nameNotFound(HostName, name: String, NameRemedy)
    /// A line of the host's /etc/hosts gives a host's name another address than the rest of the cluster knows.
    case nameConflict(HostName, name: String, found: String, expected: String)
    /// A host of the pool does not answer, and what is to be done touches it.
    case hostUnreachable(HostName)
    /// The file is a mount of its own: it cannot be replaced, and what is written into it goes elsewhere.
    case mountedFile(HostName, path: String)
    /// The file is a symbolic link that leads out of its directory: something else owns it.
    case linkedFile(HostName, path: String, target: String)

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .notInstalled: "NotInstalled"
        case .operation: "OperationRunning"
        case .packagesLocked: "PackagesLocked"
        case .operationFailed: "OperationFailed"
        case .packageUnavailable: "PackageUnavailable"
        case .nameNotFound: "NameNotFound"
        case .nameConflict: "NameConflict"
        case .hostUnreachable: "HostUnreachable"
        case .mountedFile: "FileIsMount"
        case .linkedFile: "FileIsLink"
        }
    }

    /// What ends the wait.
    package var resolution: WaitingOn.Resolution {
        switch self {
        case .operation, .packagesLocked:
            .automatic
        case .hostUnreachable:
            .hostRecovery
        case .notInstalled, .operationFailed, .packageUnavailable, .nameNotFound, .nameConflict, .mountedFile,
            .linkedFile:
            .operatorAction
        }
    }

    /// The host on which an operation goes on; nil of every other reason.
    package var operationHost: HostName? {
        switch self {
        case .operation(let host, _, _, _, _), .packagesLocked(let host, _): host
        default: nil
        }
    }

    /// What the operation printed last; nil of every other reason.
    package var progress: String? {
        switch self {
        case .operation(_, _, _, _, let words), .packagesLocked(_, let words): words
        default: nil
        }
    }
}
