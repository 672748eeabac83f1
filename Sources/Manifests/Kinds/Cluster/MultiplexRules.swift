internal import ClusterModel

/// Options of all volumes together that gluster refuses without brick multiplexing (glusterd-volume-set.c,
/// validate_mux_limit and validate_volume_per_thread_limit).
enum MultiplexRules {
    private static let multiplexing = "cluster.brick-multiplex"
    private static let limit = "cluster.max-bricks-per-process"
    private static let perThread = "glusterd.vol_count_per_thread"
    private static let volumesPerThread = 5...200

    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        guard let cluster = set.clusters.first, cluster.isSound(diagnostics, "gluster") else { return }
        let options = cluster.spec.gluster.options
        let isOn = options.contains { $0.name == multiplexing && OptionWords.isOn($0.value) }
        for option in options where [limit, perThread].contains(option.name) {
            let place = cluster.place("gluster", "options", .key(option.name))
            if !isOn {
                diagnostics.error(
                    "\(option.name) needs \(multiplexing)", at: place,
                    advice: "set \(multiplexing) to on, or leave it out")
            } else if let number = Int(option.value), let advice = advice(option.name, number) {
                diagnostics.error("gluster does not take \(option.name) \(number)", at: place, advice: advice)
            }
        }
    }

    private static func advice(_ name: String, _ number: Int) -> String? {
        switch name {
        case limit where number == 1: "one brick a process is no multiplexing: take 0 for no limit, or 2 and more"
        case perThread where !volumesPerThread.contains(number):
            "it takes \(volumesPerThread.lowerBound) to \(volumesPerThread.upperBound)"
        default: nil
        }
    }
}
