internal import ClusterModel
internal import SimulatedWorld

/// A kind of drift of NFS servers. The order of the cases is a part of every seed.
enum NFSDrift: CaseIterable, Hashable {
    case crashed, hung, exportRemoved, exportChanged, exportFile, settingsFile, listFile, disabled, statdMoved

    var share: Int {
        switch self {
        case .exportRemoved: 2
        case .crashed, .hung, .exportChanged, .exportFile, .settingsFile, .listFile, .disabled, .statdMoved: 1
        }
    }
}

extension Drift {
    private static let ganesha = "nfs-ganesha.service"

    /// Nothing where no export is declared.
    func actions(_ kind: NFSDrift, _ host: HostName, _ state: ClusterState) -> [ExternalAction] {
        guard let export = choice.one(of: desired.nfsExports) else { return [] }
        let id = export.exportID
        switch kind {
        case .crashed: return [.nfs(.crash(host))]
        case .hung: return [.nfs(.hang(host))]
        case .exportRemoved: return [.nfs(.removeExport(host, id: id))]
        case .exportChanged: return [.nfs(.setExport(host, id: id, key: "Squash", value: "All_Squash"))]
        case .exportFile: return edit(NFSFile.export(export.name).path, host, state) { $0 + "# a line\n" }
        case .settingsFile:
            return edit(NFSFile.server.path, host, state) {
                $0.replacing("Grace_Period = 15", with: "Grace_Period = 90")
            }
        case .listFile: return edit(NFSFile.exports.path, host, state) { _ in "# nothing\n" }
        case .disabled: return [.host(.disableService(host, unit: Self.ganesha))]
        case .statdMoved: return [.nfs(.moveStatd(host, port: 50_000))]
        }
    }

    /// Only a file that is there.
    private func edit(
        _ path: String, _ host: HostName, _ state: ClusterState, _ change: (String) -> String
    ) -> [ExternalAction] {
        guard state[host]?.root.file(path) != nil else { return [] }
        return [.host(.writeFile(host, path: path, Array(change(text(of: path, host, state)).utf8)))]
    }
}
