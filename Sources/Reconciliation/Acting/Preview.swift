internal import CTDB
package import ClusterModel
internal import Gluster
internal import HostOS
internal import HostedEngine
internal import NFS

/// The commands of an action, from the same values that an actuator sends.
package enum Preview {
    /// What would be run on `action.target`, in order.
    package static func commands(_ action: Action) -> [CommandLine] {
        switch action {
        case .host(let action, _): HostOSCommands.preview(action)
        case .gluster(let action, _): GlusterCommands.preview(action)
        case .ctdb(let action, _): CTDBCommands.preview(action)
        case .nfs(let action, _): NFSCommands.preview(action)
        case .hostedEngine(let action, _): HostedEngineCommands.preview(action)
        }
    }
}
