internal import ClusterModel

/// Options that gluster refuses beside one another or for the volume's layout.
///
/// The list is that of glusterd's own checks (xlators/mgmt/glusterd/src/glusterd-volume-set.c, the functions
/// `validate_…`), tried with gluster 10.3. Those that need what is on the hosts are preconditions of the plan.
enum OptionLayoutRules {
    static func check(_ set: ManifestSet, _ diagnostics: inout DiagnosticCollector) {
        for volume in set.volumes {
            guard let options = EffectiveOptions(volume, set, diagnostics), !options.isEmpty,
                volume.isSound(diagnostics, "replica", "disperse", "redundancy", "hosts", "bricks")
            else { continue }
            let layout = Layout(volume)
            quorum(options, layout, &diagnostics)
            refusedForLayout(options, layout, &diagnostics)
            subvolumes(options, layout, &diagnostics)
            cacheSizes(options, &diagnostics)
            snapshotDirectory(options, &diagnostics)
        }
    }

    /// What the checks need of a volume.
    private struct Layout {
        let replica: Int
        let disperse: Int?
        let redundancy: Int?
        let subvolumes: Int

        init(_ volume: Resource<GlusterVolumeSpec>) {
            replica = volume.spec.replica
            disperse = volume.spec.disperse
            redundancy = volume.spec.redundancy
            subvolumes = volume.brickSets.count
        }
    }

    // MARK: - Quorum

    /// validate_quorum_count, validate_disperse_quorum_count; and a fixed quorum of no bricks, which gluster takes.
    private static func quorum(
        _ options: EffectiveOptions, _ layout: Layout, _ diagnostics: inout DiagnosticCollector
    ) {
        let type = options["cluster.quorum-type"]
        if let count = options["cluster.quorum-count"], let number = count.number, layout.disperse == nil {
            if number > layout.replica {
                diagnostics.error(
                    "cluster.quorum-count \(number) is more than the volume's replica \(layout.replica)",
                    at: count.place, advice: "gluster takes 1 to \(layout.replica)")
            } else if type?.value != "fixed" {
                diagnostics.warning(
                    "cluster.quorum-count has no effect while cluster.quorum-type is "
                        + "\(type?.value ?? "not fixed")",
                    at: count.place, advice: "set cluster.quorum-type to fixed, or leave the count out")
            }
        } else if let type, type.value == "fixed", layout.disperse == nil {
            diagnostics.warning(
                "cluster.quorum-type is fixed and there is no cluster.quorum-count: gluster then demands no brick at "
                    + "all", at: type.place, advice: "set cluster.quorum-count, or cluster.quorum-type to auto")
        }
        disperseQuorum(options, layout, &diagnostics)
    }

    private static func disperseQuorum(
        _ options: EffectiveOptions, _ layout: Layout, _ diagnostics: inout DiagnosticCollector
    ) {
        guard let count = options["disperse.quorum-count"], let number = count.number, let disperse = layout.disperse,
            let redundancy = layout.redundancy
        else { return }
        let allowed = (disperse - redundancy)...disperse
        guard !allowed.contains(number), number != 0 else { return }
        diagnostics.error(
            "disperse.quorum-count \(number) does not fit disperse \(disperse) with redundancy \(redundancy)",
            at: count.place, advice: "gluster takes \(allowed.lowerBound) to \(allowed.upperBound)")
    }

    // MARK: - Options of other layouts

    /// validate_replica, validate_replica_heal_enable_disable.
    private static let ofReplicas = [
        "cluster.metadata-self-heal", "cluster.data-self-heal", "cluster.entry-self-heal",
        "cluster.self-heal-daemon", "cluster.shd-max-threads",
    ]
    /// validate_disperse, validate_disperse_heal_enable_disable, validate_disperse_quorum_count.
    private static let ofDispersed = [
        "disperse.shd-max-threads", "cluster.disperse-self-heal-daemon", "disperse.quorum-count",
    ]

    private static func refusedForLayout(
        _ options: EffectiveOptions, _ layout: Layout, _ diagnostics: inout DiagnosticCollector
    ) {
        if layout.replica == 1 {
            refuse(ofReplicas, options, "only volumes with replica 2 or more have it", &diagnostics)
        }
        if layout.disperse == nil {
            refuse(ofDispersed, options, "only volumes with disperse have it", &diagnostics)
        }
        // validate_lock_migration_option
        if layout.replica > 1 || layout.disperse != nil {
            refuse(["cluster.lock-migration"], options, "only volumes of single copies have it", &diagnostics)
        }
    }

    private static func refuse(
        _ names: [String], _ options: EffectiveOptions, _ why: String, _ diagnostics: inout DiagnosticCollector
    ) {
        for name in names {
            guard let option = options[name] else { continue }
            diagnostics.error(
                "gluster does not take the option \(name) for this volume: \(why)", at: option.place,
                advice: "leave it out")
        }
    }

    // MARK: - Two values

    /// validate_subvols_per_directory.
    private static func subvolumes(
        _ options: EffectiveOptions, _ layout: Layout, _ diagnostics: inout DiagnosticCollector
    ) {
        guard let option = options["cluster.subvols-per-directory"], let number = option.number,
            layout.subvolumes > 0, number > layout.subvolumes
        else { return }
        diagnostics.error(
            "cluster.subvols-per-directory \(number) is more than the \(MessageText.count(layout.subvolumes, "set")) "
                + "of bricks", at: option.place, advice: "gluster takes at most \(layout.subvolumes)")
    }

    /// validate_cache_max_min_size; 0 is no limit only as long as it is not set.
    private static func cacheSizes(_ options: EffectiveOptions, _ diagnostics: inout DiagnosticCollector) {
        guard let least = options["performance.cache-min-file-size"],
            let most = options["performance.cache-max-file-size"],
            let low = least.number, let high = most.number, low > high
        else { return }
        diagnostics.error(
            "performance.cache-min-file-size \(least.value) is more than performance.cache-max-file-size "
                + "\(most.value)", at: least.place, advice: "gluster caches files between the two",
            notes: [.init("the most is here", at: most.place)])
    }

    /// validate_uss_dir. A file's name has at most 255 bytes (NAME_MAX).
    private static func snapshotDirectory(_ options: EffectiveOptions, _ diagnostics: inout DiagnosticCollector) {
        guard let option = options["features.snapshot-directory"] else { return }
        let bytes = Array(option.value.utf8)
        let isWord = bytes.dropFirst().allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || "0123456789_-".utf8.contains(byte)
        }
        guard bytes.first != UInt8(ascii: ".") || !isWord || !(2...255).contains(bytes.count) else { return }
        diagnostics.error(
            "features.snapshot-directory is \(MessageText.quoted(option.value))", at: option.place,
            advice: "gluster takes a dot and letters, digits, “_” or “-” behind it, such as .snaps")
    }
}
