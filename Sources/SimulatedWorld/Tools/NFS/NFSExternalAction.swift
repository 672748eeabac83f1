package import ClusterModel
internal import World

/// An external action on NFS servers.
package enum NFSExternalAction: Sendable, Hashable {
    /// The process crashes; systemd does not start it again.
    case crash(HostName)
    /// The process stays and answers nobody (SIGSTOP).
    case hang(HostName)
    /// Ends a hang (SIGCONT).
    case resume(HostName)
    /// RemoveExport over D-Bus.
    case removeExport(HostName, id: Int)
    /// UpdateExport over D-Bus with other contents of one setting.
    case setExport(HostName, id: Int, key: String, value: String)
    /// rpc.statd is restarted by hand on another port.
    case moveStatd(HostName, port: Int)
}

extension ClusterState {
    /// Performs an external action on an NFS server. False if the state does not allow it.
    mutating func perform(_ action: NFSExternalAction) -> Bool {
        switch action {
        case .crash(let host):
            guard self[host]?.runsGanesha ?? false else { return false }
            emit(.fault(.nfsServerDead, host))
            stopGanesha(host, leaving: .failed)
        case .hang(let host):
            guard self[host]?.runsGanesha ?? false else { return false }
            emit(.fault(.nfsServerHung, host))
            change(host) { $0.ganesha.isHung = true }
        case .resume(let host): change(host) { $0.ganesha.isHung = false }
        case .removeExport(let host, let id):
            return removeExport(id, on: host, cause: .externalAction).exitStatus == 0
        case .setExport(let host, let id, let key, let value):
            guard let index = self[host]?.ganesha.exports.firstIndex(where: { $0.id == id }) else { return false }
            change(host) { $0.ganesha.exports[index].settings[key] = value }
        case .moveStatd(let host, let port):
            guard self[host]?.ganesha.statdPort != nil else { return false }
            change(host) { $0.ganesha.statdPort = port }
        }
        return true
    }
}

/// A timer of NFS servers.
enum NFSTimer: Sendable, Hashable {
    /// At the end of a boot.
    case startsGanesha(HostName, boot: Int)
}

extension ClusterState {
    mutating func fire(_ timer: NFSTimer) {
        switch timer {
        case .startsGanesha(let host, let boot):
            if self[host]?.boot == boot, self[host]?.units[Ganesha.unit]?.active == .activating {
                _ = startGanesha(host)
            }
        }
    }
}
