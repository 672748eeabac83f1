internal import ClusterModel
internal import SimulatedWorld

extension HumanOperator {
    /// The operator's opinion of a hold of an NFS server.
    func opinion(_ hold: NFSHold) -> Opinion {
        switch hold {
        case .inGrace, .starting, .onlyServer: return .follows
        case .volumeNotServing(let volume): return serving(volume)
        case .hangs(let host, _, _):
            return state[host]?.ganesha.isHung ?? false ? .follows : .wrong("its NFS server answers")
        case .foreignConfiguration(let host):
            let bytes = state[host]?.root.file(NFSFile.server.path) ?? []
            let isOurs = textLines(bytes).first?.contains("hcctl") ?? false
            return isOurs ? .wrong("ganesha.conf is hcctl's") : .justified
        case .foreignExport(let host, let id, _), .numberTaken(let host, let id, _):
            let isServed = state[host]?.ganesha.exports.contains { $0.id == id } ?? false
            return isServed ? .justified : .wrong("its NFS server has no export \(id)")
        case .glusterServer: return .wrong("no volume of the model switches gluster's NFS server on")
        }
    }

    /// A volume that is declared to be stopped, or whose bricks do not run, is not exported.
    private func serving(_ name: VolumeName) -> Opinion {
        let isStarted = state.volumes.contains { $0.name == name.text && $0.status == .started }
        let sets = state.health.filter { $0.volume == name.text }
        return isStarted && !sets.isEmpty && sets.allSatisfy { $0.up == $0.count }
            ? .wrong("volume \(name) runs") : .follows
    }
}
