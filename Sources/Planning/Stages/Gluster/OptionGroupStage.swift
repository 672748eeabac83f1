internal import ClusterModel

/// The files of option groups, on every host: written as a whole, and nothing in them but what is declared.
///
/// For operators, and for the engine's “optimise for virt store”. hcctl itself never uses `volume set V group G`: it
/// expands a group and sets its options together with the volume's own (field notes A9).
struct OptionGroupStage: PlanningStage {
    static let name = StageName.optionGroups
    let input: PlanningInput
    let packages: StageConclusion
    let services: StageConclusion

    init(_ input: PlanningInput, _ draft: PlanDraft) {
        self.input = input
        packages = draft[.packages]
        services = draft[.services]
    }

    func report() -> StageReport {
        input.desired.optionGroups.reduce(into: StageReport()) { report, group in
            for host in input.desired.spec.hosts where input.unreachable(host) == nil {
                report += self.report(group, on: host)
            }
        }
    }

    private func report(_ group: Desired<VolumeOptionGroupSpec>, on host: HostName) -> StageReport {
        switch input.observed.host(host).file(.optionGroup(group.name)) {
        case .unknown(let why): StageReport(unknown: [UnknownFact(.optionGroup(group.name), on: host, why)])
        case .absent: write(group, on: host, replacing: nil, differences: [missing(group, host)])
        case .known(let file): report(group, file, on: host)
        }
    }

    private func report(_ group: Desired<VolumeOptionGroupSpec>, _ file: ObservedFile, on host: HostName) -> StageReport
    {
        let all = OptionGroupText(group.spec.options).differences(from: file, on: host)
        let (counted, noted) = input.split(all, of: .optionGroup(group.name))
        guard !counted.isEmpty else { return StageReport(noted: noted) }
        let kept = Desired(group.name, group.spec.keeping(noted.map(\.difference)))
        return StageReport(noted: noted) + write(kept, on: host, replacing: file, differences: counted)
    }

    private func missing(_ group: Desired<VolumeOptionGroupSpec>, _ host: HostName) -> Difference {
        let all = OptionGroupText(group.spec.options).lines.joined(separator: " ")
        return Difference("spec.options", desired: all, observed: nil, rule: .explicit, on: host)
    }

    /// Its folder comes with the package of the daemon.
    private func write(
        _ group: Desired<VolumeOptionGroupSpec>, on host: HostName, replacing old: ObservedFile?,
        differences: [Difference]
    ) -> StageReport {
        let step = FileStep(file: .optionGroup(group.name), host: host, old: old).holding(
            OptionGroupText(group.spec.options).ownedLines, .optionGroup(group.name),
            after: old == nil ? services.steps(on: host).map(\.id) : [], differences: differences)
        return step.map { .one($0, waitingOn: old == nil ? missingPackage(on: host) : []) } ?? StageReport()
    }

    private func missingPackage(on host: HostName) -> [WaitingOn] {
        let held = services.held(on: host).flatMap(\.waitingOn)
        let missing = held.filter { if case .host(.notInstalled) = $0 { true } else { false } }
        return missing.isEmpty ? packages.obstacles(on: host) : missing
    }
}

extension VolumeOptionGroupSpec {
    /// The options with what was observed in place of what is declared, where the difference is ignored.
    fileprivate func keeping(_ ignored: [Difference]) -> Self {
        var spec = self
        for difference in ignored {
            guard let name = difference.optionName else { continue }
            spec.options.removeAll { $0.name == name }
            if let observed = difference.observed { spec.options.append(GlusterOption(name, observed)) }
        }
        return spec
    }
}

extension Difference {
    /// The option of `spec.options[…]`.
    fileprivate var optionName: String? {
        guard field.hasPrefix("spec.options["), field.hasSuffix("]") else { return nil }
        return String(field.dropFirst("spec.options[".count).dropLast())
    }
}

/// The text of a group's file, and what differs from it.
struct OptionGroupText {
    private let options: [GlusterOption]

    init(_ options: [GlusterOption]) { self.options = options.sorted { $0.name < $1.name } }

    /// One line an option, by name.
    var lines: [String] { options.map { "\($0.name)=\($0.value)" } }

    /// The same, for the file.
    var ownedLines: [OwnedLine] {
        options.map { OwnedLine(key: $0.name, text: "\($0.name)=\($0.value)", fields: [$0.name, $0.value]) }
    }

    /// Whether the file says something else than the options, or says it more than once.
    func differs(from file: ObservedFile) -> Bool { !differences(from: file, on: nil).isEmpty }

    /// Names in their full form, values as gluster reads them; the order of the lines means nothing.
    func differences(from file: ObservedFile, on host: HostName?) -> [Difference] {
        var seen: [String: String] = [:]
        var extra: [Difference] = []
        for line in file.entries.flatMap(\.words) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = GlusterOptionTable.shared.fullName(of: parts[0])
            guard parts.count == 2, !parts[0].isEmpty, seen.updateValue(parts[1], forKey: name) == nil else {
                extra.append(Difference("spec.options", desired: nil, observed: line, rule: .explicit, on: host))
                continue
            }
        }
        return wanted(seen, host) + unwanted(seen, host) + extra
    }

    private func wanted(_ seen: [String: String], _ host: HostName?) -> [Difference] {
        options.filter { option in
            seen[option.name].map { !OptionValues.match(option.name, $0, option.value) } ?? true
        }.map { difference($0.name, desired: $0.value, observed: seen[$0.name], host) }
    }

    private func unwanted(_ seen: [String: String], _ host: HostName?) -> [Difference] {
        let names = Set(options.map(\.name))
        return seen.keys.sorted().filter { !names.contains($0) }.map {
            difference($0, desired: nil, observed: seen[$0], host)
        }
    }

    private func difference(_ name: String, desired: String?, observed: String?, _ host: HostName?) -> Difference {
        Difference("spec.options[\(name)]", desired: desired, observed: observed, rule: .explicit, on: host)
    }
}
