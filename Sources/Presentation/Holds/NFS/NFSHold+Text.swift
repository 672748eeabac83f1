internal import ClusterModel

extension NFSHold {
    /// One sentence without a full stop: what is waited for, and what would end it.
    var sentence: String {
        switch self {
        case .volumeNotServing(let volume):
            "volume \(volume) is not started, or too few of its bricks run: NFS-Ganesha could not open it"
        case .inGrace(let host):
            "the NFS server on \(host) is in its grace period, which ends by itself "
                + "\(GaneshaSettings.gracePeriod) s after its start"
        case .starting(let host): "the NFS server on \(host) is starting: it opens its volumes before it answers"
        case .hangs(let host, let samples, let needed):
            "the NFS server on \(host) does not answer (seen \(samples) times); it is killed and started again once that "
                + "was seen \(needed) times in 10 s"
        case .foreignConfiguration(let host):
            "\(NFSFile.server.path) on \(host) has settings that hcctl did not write; declare its exports as NFSExport, "
                + "then move the file away"
        case .foreignExport(let host, let id, let path):
            "the NFS server on \(host) has export \(id) at \(path), which no manifest declares and a restart would lose; "
                + "declare it as NFSExport with exportId \(id), or remove it"
        case .numberTaken(let host, let id, let path):
            "the NFS server on \(host) already has export \(id) at \(path), which is another one; give this one a "
                + "number and a path of its own, or remove the other"
        case .onlyServer(let host, let notReady):
            "the NFS server on \(host) is not restarted while that on \(notReady) is not ready"
        case .glusterServer(let volume):
            "gluster's own NFS server is switched on for volume \(volume) (nfs.disable: off), which this version does "
                + "not manage and which wants the ports of NFS-Ganesha; set nfs.disable to on"
        }
    }

    /// The facts one by one, for programs.
    var facts: [JSON.Member] {
        switch self {
        case .volumeNotServing(let volume), .glusterServer(let volume): texts(("volume", volume.text))
        case .inGrace(let host), .starting(let host), .foreignConfiguration(let host): texts(("host", host.text))
        case .hangs(let host, let samples, let needed):
            texts(("host", host.text), ("samples", "\(samples)"), ("needed", "\(needed)"))
        case .foreignExport(let host, let id, let path), .numberTaken(let host, let id, let path):
            texts(("host", host.text), ("exportId", "\(id)"), ("path", path))
        case .onlyServer(let host, let notReady): texts(("host", host.text), ("notReady", notReady.text))
        }
    }
}
