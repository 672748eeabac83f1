internal import ClusterModel
internal import World

/// A change that the model knows, by technology.
enum SimulatedCommand: Sendable, Hashable {
    case host(HostCommand)
    case storage(StorageCommand)
    case gluster(GlusterCommand)
    case ctdb(CTDBCommand)
    case nfs(NFSCommand)
    case hostedEngine(HostedEngineCommand)

    /// nil: no technology of the model recognises the change.
    init?(_ change: Change) {
        if let command = HostCommand(change) {
            self = .host(command)
        } else if let command = StorageCommand(change) {
            self = .storage(command)
        } else if let command = GlusterCommand(change) {
            self = .gluster(command)
        } else if let command = CTDBCommand(change) {
            self = .ctdb(command)
        } else if let command = NFSCommand(change) {
            self = .nfs(command)
        } else if let command = HostedEngineCommand(change) {
            self = .hostedEngine(command)
        } else {
            return nil
        }
    }

    /// Whether these words would change something.
    static func knows(_ words: [String]) -> Bool {
        HostCommand(words: words) != nil || StorageCommand(words: words) != nil || GlusterCommand(words: words) != nil
            || CTDBCommand(words: words) != nil
            || NFSCommand(words: words) != nil || HostedEngineCommand(words: words) != nil
    }

    /// The command as its technology performs it.
    var inner: any ToolCommand {
        switch self {
        case .host(let command): command
        case .storage(let command): command
        case .gluster(let command): command
        case .ctdb(let command): command
        case .nfs(let command): command
        case .hostedEngine(let command): command
        }
    }
}

extension RunningCommand {
    /// What the model makes of its change; nil of the taking of a term.
    var work: (any ToolCommand)? { change.flatMap(SimulatedCommand.init)?.inner }
}
