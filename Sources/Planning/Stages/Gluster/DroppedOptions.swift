internal import ClusterModel

/// Options that hcctl itself has set and that the manifest does not name any more: each goes back to gluster's default
/// by a command of its own, then the marks lose its key.
///
/// A run that dies in between leaves a key in the marks that is not set: the next one takes it out. An option without
/// our mark is somebody else's, whoever set it.
struct DroppedOptions {
    let volume: Desired<GlusterVolumeSpec>
    let found: GlusterVolumeView
    let wanted: DesiredOptions
    let coordinator: HostName
    /// Marked, and not wanted.
    private let keys: [String]

    init(
        volume: Desired<GlusterVolumeSpec>, found: GlusterVolumeView, wanted: DesiredOptions, coordinator: HostName
    ) {
        self.volume = volume
        self.found = found
        self.wanted = wanted
        self.coordinator = coordinator
        let names = wanted.names
        keys = DesiredOptions.markedKeys(found).filter { !names.contains($0) }.distinct().sorted()
    }

    /// Those of them that are still set and not ignored. An ignored option stays set, and stays in the tags.
    private func set(_ input: PlanningInput) -> [String] {
        keys.filter { found.option($0) != nil && !isIgnored($0, input) }
    }

    private func isIgnored(_ key: String, _ input: PlanningInput) -> Bool {
        input.isIgnored(difference(key), of: .volume(volume.name))
    }

    private func difference(_ key: String) -> Difference {
        Difference(
            "spec.options[\(key)]", desired: GlusterOptionTable.shared.option(key)?.defaultValue,
            observed: found.option(key), rule: .default)
    }

    /// `obstacles` are those of every command that takes gluster's lock.
    func report(_ input: PlanningInput, consents: [Consent], obstacles: [WaitingOn]) -> StageReport {
        guard !keys.isEmpty else { return StageReport() }
        let kept = keys.filter { found.option($0) != nil && isIgnored($0, input) }.map(difference)
        var report = StageReport(noted: input.split(kept, of: .volume(volume.name)).noted)
        var gone = keys.filter { found.option($0) == nil }
        var previous: [StepKey] = []
        for key in set(input) {
            let verdict = OptionGuard(found, consents).resetVerdict(key)
            let step = reset(key, after: previous, consent: verdict.consent)
            guard let obstacle = verdict.obstacle else {
                report += .one(step, waitingOn: obstacles)
                gone.append(key)
                // Each takes the volume's lock. One that was refused before holds up none of the others.
                if input.history.attempts[step.id] == nil { previous = [step.id] }
                continue
            }
            report += StageReport(held: [
                HeldStep(resource: .volume(volume.name), differences: step.differences, waitingOn: [obstacle])
            ])
        }
        guard !gone.isEmpty else { return report }
        return report + marks(input.desired.cluster, without: gone, after: report.ready.map(\.id), obstacles)
    }

    private func reset(_ key: String, after: [StepKey], consent: Consent?) -> Step {
        Step(
            resource: .volume(volume.name), action: .gluster(.resetOption(volume.name, key), from: coordinator),
            after: after,
            postcondition: .gluster(.optionReset(volume.name, key)), risk: risk(key), scope: .volume(volume.name),
            differences: [difference(key)], consents: consent.map { [$0] } ?? [])
    }

    private func risk(_ key: String) -> Risk {
        found.status == .started ? DesiredOptions.risk([GlusterOption(key, "")]) : .benign
    }

    private func marks(
        _ owner: ClusterName, without gone: [String], after: [StepKey], _ obstacles: [WaitingOn]
    ) -> StageReport {
        let left = DesiredOptions.markedKeys(found).distinct().filter { !gone.contains($0) }
        let marks = DesiredOptions.marks(owner: owner, keys: left, earlier: DesiredOptions.usedMarks(found))
        let step = DesiredOptions.step(
            volume, [], marks: marks,
            differences: [
                Difference(
                    "ownership.options", desired: left.sorted().joined(separator: ","),
                    observed: DesiredOptions.markedKeys(found).sorted().joined(separator: ","), rule: .cluster)
            ], from: coordinator, after: after)
        return .one(step, waitingOn: obstacles)
    }
}
