internal import ClusterModel

/// One line of a plan: equal steps on one or several hosts, or differences without a step.
struct PlanEntry {
    /// What lines are put below: all hosts together, or one resource.
    enum Block: Hashable {
        case hosts
        case resource(ResourceID)
    }

    /// Equal keys of one section make one line.
    struct Key: Hashable {
        let block: Block
        let phrase: StepPhrase
        let risk: Risk
    }

    let resource: ResourceID
    let phrase: StepPhrase
    let risk: Risk
    private(set) var hosts: [String]
    private(set) var steps: [Step]
    /// Each difference with its resource, and whether it is a line of a managed file.
    private(set) var parts: [(resource: ResourceID, difference: Difference, isLine: Bool)]

    init(_ step: Step) {
        resource = step.resource
        phrase = step.phrase
        risk = step.risk
        hosts = step.phraseHosts
        steps = [step]
        let isLine = step.action.writesLines
        parts = step.differences.map { (step.resource, $0, isLine) }
    }

    init(_ foreseen: ForeseenStep) {
        resource = foreseen.resource
        phrase = foreseen.phrase
        risk = .benign
        hosts = [foreseen.host.text]
        steps = []
        let isLine = foreseen.writesLines
        parts = foreseen.differences.map { (foreseen.resource, $0, isLine) }
    }

    /// A difference that no step of this version repairs.
    init(_ resource: ResourceID, _ difference: Difference) {
        self.resource = resource
        phrase = StepPhrase(before: DifferenceText.line(difference, withHost: false))
        risk = .benign
        hosts = difference.host.map { [$0.text] } ?? []
        steps = []
        parts = [(resource, difference, false)]
    }

    /// The lines of a held step, or of what has none.
    static func of(_ held: HeldStep) -> [PlanEntry] {
        held.step.map { [PlanEntry($0)] } ?? held.foreseen.map { [PlanEntry($0)] }
            ?? held.differences.map { PlanEntry(held.resource, $0) }
    }

    var block: Block { resource.kind == .host ? .hosts : .resource(resource) }
    var key: Key { Key(block: block, phrase: phrase, risk: risk) }

    private mutating func add(_ other: PlanEntry) {
        hosts += other.hosts.filter { !hosts.contains($0) }
        steps += other.steps
        parts += other.parts
    }

    /// Equal lines as one, in the order of the first of them.
    static func merged(_ entries: [PlanEntry]) -> [PlanEntry] {
        var places: [Key: Int] = [:]
        return entries.reduce(into: []) { merged, entry in
            if let place = places[entry.key] {
                merged[place].add(entry)
            } else {
                places[entry.key] = merged.count
                merged.append(entry)
            }
        }
    }

    /// What it does, and its risk where it has one.
    func words(isWide: Bool) -> String { phrase.text(hosts, isWide: isWide) + risk.suffix }

    /// The same, with the resource where the words do not name it.
    func title(isWide: Bool) -> String { plainTitle(isWide: isWide) + risk.suffix }

    /// The title without its risk.
    func plainTitle(isWide: Bool) -> String {
        let isNamed = resource.kind == .host && hosts.contains(resource.name)
        return (isNamed ? "" : "\(resource): ") + phrase.text(hosts, isWide: isWide)
    }
}

extension Risk {
    /// ` [disruptive]`; nothing where it is benign.
    var suffix: String { self == .benign ? "" : " [\(rawValue)]" }
}

/// One difference as text.
enum DifferenceText {
    /// `spec.state on host1: stopped -> started (explicit)`.
    static func line(_ difference: Difference, withHost: Bool = true) -> String {
        let place = withHost ? difference.host.map { " on \($0)" } ?? "" : ""
        return "\(difference.field)\(place): \(difference.observed ?? "nothing") -> "
            + "\(difference.desired ?? "nothing") (\(difference.rule.rawValue))"
    }
}

extension Action {
    /// Whether the differences of its step are whole lines of a file.
    fileprivate var writesLines: Bool {
        switch self {
        case .host(.replaceFile(let replacement), _): replacement.file.hasLineDifferences
        case .host, .gluster, .ctdb, .nfs, .hostedEngine: false
        }
    }
}

extension ForeseenStep {
    fileprivate var writesLines: Bool {
        switch work {
        case .replaceFile(let file, _): file.hasLineDifferences
        case .action: false
        }
    }
}

extension ManagedFile.ID {
    /// Whether the differences of the file are its lines; those of the others are single settings.
    fileprivate var hasLineDifferences: Bool {
        switch declaration.ownership {
        case .keyedLines, .addedLines: true
        case .wholeFile, .sectionOptions: false
        }
    }
}
