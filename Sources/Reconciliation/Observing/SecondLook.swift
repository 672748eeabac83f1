internal import ClusterModel
internal import Gluster
internal import HostOS

/// What is asked of a host after its first answers: bricks that it serves and no manifest names, bricks that may be
/// leftovers, and how an installation of packages goes on.
struct SecondLook: Sendable {
    let questions: HostOSQuestions
    let trouble: GlusterTroubleProbe.Questions
    private let first: ObservedHost

    init(_ first: ObservedHost, _ asked: HostOSQuestions, _ storage: [HostSpec.Storage]) {
        self.first = first
        let doubtful = Self.doubtful(first)
        var more = HostOSQuestions(bricks: Self.unasked(first, asked) + doubtful, leftovers: doubtful)
        more.marked = Self.new(first, asked).flatMap(ObservedPath.chain).distinct()
        more.sources = Self.namedOtherwise(first, storage)
        more.candidates = asked.packages.filter { first.os.packages[$0] == .absent }
        if Self.installs(first) {
            more.packageWork = true
            // Asked after the unit that installs them: if that has ended, they are there.
            more.packages = asked.packages
        }
        questions = more
        trouble = Self.trouble(first)
    }

    /// Whether the first answers are whole.
    var isEmpty: Bool { questions == HostOSQuestions() && trouble == GlusterTroubleProbe.Questions() }

    /// The first facts, completed by the second ones.
    func merged(with second: ObservedHost) -> ObservedHost {
        var host = first
        let known = Self.volumeIDs(first.gluster.view)
        host.gluster.bricks.merge(second.gluster.bricks) { first, second in first.isDoubtful(known) ? second : first }
        host.gluster.healBacklog.merge(second.gluster.healBacklog) { first, _ in first }
        host.os.packages.merge(second.os.packages) { _, second in second }
        host.os.candidates = second.os.candidates
        host.gluster.marks = second.gluster.marks
        host.storage.sourceNumbers = second.storage.sourceNumbers
        if questions.packageWork { host.os.packageWork = second.os.packageWork }
        return host
    }

    /// Of a host whose unit of packages was not asked about, what the list of units says of it.
    static func withoutPackageWork(_ seen: ObservedHost) -> ObservedHost {
        guard !installs(seen) else { return seen }
        var host = seen
        if case .unknown(let why) = seen.service(HostOperation.packages) {
            host.os.packageWork = .unknown(why)
        } else {
            host.os.packageWork = .absent
        }
        return host
    }

    /// Whether the unit that installs packages exists.
    private static func installs(_ seen: ObservedHost) -> Bool {
        if case .known(let state) = seen.service(HostOperation.packages) { state.load != "not-found" } else { false }
    }

    /// Bricks that the host serves and nobody asked for.
    private static func unasked(_ seen: ObservedHost, _ questions: HostOSQuestions) -> [String] {
        guard case .known(let view) = seen.gluster.view else { return [] }
        let asked = Set(questions.bricks)
        return view.volumes.flatMap(\.localBricks).map(\.path).filter { !asked.contains($0) }
    }

    /// Why a daemon failed, and which volumes a rejected peer stores otherwise.
    private static func trouble(_ seen: ObservedHost) -> GlusterTroubleProbe.Questions {
        var questions = GlusterTroubleProbe.Questions()
        if case .known(let state) = seen.service(HostService.glusterd.unit) {
            questions.damage = state.active == "failed"
        }
        if case .known(let view) = seen.gluster.view {
            questions.identity = view.uuid == GlusterView.noUUID
            questions.storeSums = view.peers.contains { $0.state == GlusterPeer.rejected }
        }
        return questions
    }

    /// Bricks of the manifests that are none of a volume yet, on file systems that exist.
    private static func new(_ seen: ObservedHost, _ questions: HostOSQuestions) -> [String] {
        guard case .known(let view) = seen.gluster.view else { return [] }
        let known = Set(view.volumes.flatMap(\.localBricks).map(\.path))
        return questions.bricks.filter { path in
            !known.contains(path)
                && ObservedPath.chain(path).suffix(2).contains {
                    if case .known = seen.path($0) { true } else { false }
                }
        }
    }

    /// Paths by which lines of fstab name the device of a declared mount point.
    private static func namedOtherwise(_ seen: ObservedHost, _ storage: [HostSpec.Storage]) -> [String] {
        guard case .known(let table) = seen.fstab else { return [] }
        return table.entries.filter { line in
            line.source.hasPrefix("/dev/")
                && storage.contains { $0.mountPoint == line.target && $0.device != line.source }
        }.map(\.source).distinct()
    }

    /// Bricks to be that are not empty and belong to no volume: what a failed create left, or somebody's data.
    private static func doubtful(_ seen: ObservedHost) -> [String] {
        let known = Self.volumeIDs(seen.gluster.view)
        return seen.gluster.bricks.keys.sorted().filter { seen.brick($0).isDoubtful(known) }
    }

    /// The ids of the volumes that a host's glusterd knows; nil where it does not answer.
    private static func volumeIDs(_ gluster: Reading<GlusterView>) -> Set<String>? {
        if case .known(let view) = gluster { Set(view.volumes.map(\.id)) } else { nil }
    }
}

extension Reading where Value == BrickDirectory {
    /// Whether it holds something and belongs to no volume of these; of volumes that are not known nothing is doubtful.
    fileprivate func isDoubtful(_ volumes: Set<String>?) -> Bool {
        guard case .known(let directory) = self, !directory.isEmpty, let volumes else { return false }
        return !(directory.volumeID.map(volumes.contains) ?? false)
    }
}
