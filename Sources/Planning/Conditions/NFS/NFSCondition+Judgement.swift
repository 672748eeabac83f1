internal import ClusterModel

extension NFSPostcondition {
    /// Whether the observation shows it. Unknown proves nothing.
    func isSatisfied(in observed: ObservedState) -> Bool {
        switch self {
        case .serves(let host, let wanted):
            guard case .known(let served) = observed.host(host).nfs.exports,
                let export = served.first(where: { $0.id == wanted.id }), export.details != nil
            else { return false }
            return ExportFields.differences(wanted, export, on: host).isEmpty
        case .removed(let host, let id):
            guard case .known(let served) = observed.host(host).nfs.exports else { return false }
            return !served.contains { $0.id == id }
        case .answers(let host):
            let seen = observed.host(host)
            guard case .known = seen.nfs.nullCall, case .known(let file) = seen.file(.nfs(.server)) else {
                return false
            }
            return file.isNewerThanReader == .known(false)
        case .statdPort(let host, let port):
            guard case .known(let ports) = observed.host(host).nfs.ports else { return false }
            return ports.contains { $0.program == GaneshaSettings.statusProgram && $0.port == port }
        }
    }
}
