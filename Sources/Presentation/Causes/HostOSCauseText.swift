internal import ClusterModel

extension HostOSCause {
    var sentence: String {
        switch self {
        case .unreachable(let host, let detail, let inPool):
            "\(host) does not answer ssh: \(detail)\(Self.pool(inPool))"
        case .serviceDown(let host, let unit, let state): "\(unit) does not run on \(host): \(Self.words(state))"
        case .packagesMissing(let host, let names):
            "packages are not installed on \(host): \(names.joined(separator: ", "))"
        case .namesNotFound(let host, let names): "\(host) finds no address for \(names.joined(separator: ", "))"
        case .inMaintenance(let host): "\(host) is declared to be in maintenance"
        }
    }

    var reason: String {
        switch self {
        case .unreachable: "HostUnreachable"
        case .serviceDown: "ServiceDown"
        case .packagesMissing: "NotInstalled"
        case .namesNotFound: "NameNotFound"
        case .inMaintenance: "HostInMaintenance"
        }
    }

    var remedy: String {
        switch self {
        case .unreachable(let host, _, inPool: true):
            "gluster still reaches \(host): check sshd, the user's key and known_hosts, and the firewall for port 22"
        case .unreachable(let host, _, _):
            "power \(host) on, or repair its network; nothing is planned for it until then"
        case .serviceDown(let host, let unit, let state) where state.load == "masked":
            "systemctl unmask \(unit) on \(host), if the reason for the mask is gone"
        case .serviceDown(let host, let unit, _): "read “journalctl -u \(unit)” on \(host)"
        case .packagesMissing(let host, let names):
            "install \(names.joined(separator: ", ")) on \(host), or set spec.packages.manage of the Cluster"
        case .namesNotFound(let host, _): "add the names to DNS or to /etc/hosts of \(host)"
        case .inMaintenance(let host): "set spec.maintenance of Host/\(host) to false when the work is done"
        }
    }

    private static func pool(_ inPool: Bool?) -> String {
        switch inPool {
        case true?: "; gluster's other members are connected to it"
        case false?: "; gluster's other members have lost it, too"
        case nil: ""
        }
    }

    private static func words(_ state: ServiceState) -> String {
        switch state.load {
        case "masked": "it is masked"
        case "not-found": "there is no such unit"
        default: "it is \(state.active)"
        }
    }
}
