internal import World

/// Plans the rest of the replacement of a disk. It begins when the old image is renamed to `dead` and ends when that file
/// is removed; a later command continues from any point in between.
struct LabSwapPlan: Sendable {
    let hosts: [LabHost]

    /// Empty when no swap is under way.
    func steps(_ facts: LabFacts) -> [LabStep] {
        hosts.flatMap { host in facts.swaps(of: host).map { step(host, $0, facts) } }
    }

    private func step(_ host: LabHost, _ disk: LabDisk, _ facts: LabFacts) -> LabStep {
        let title = "replace \(disk.device) of \(host.name)"
        guard facts.has(disk.image) else { return LabStep(title, [LabCommands.placeFresh(disk)]) }
        guard let loop = facts.loop(of: disk.image) else { return LabStep(title, [LabCommands.attach(disk.image)]) }
        let old = facts.loop(of: disk.dead)
        let death = old.map { LabCommands.kill(disk, on: $0) } ?? []
        guard facts.isOn(host) else { return LabStep(title, death + LabCommands.bury(disk, old)) }
        // Without an init the container is just being started or ended: wait until it is one or the other.
        guard let number = facts.inits[host.machine] else { return LabStep(title, [], isRetried: true) }
        let isBound = facts.inside[host.machine]?.contains(disk.device) ?? false
        let insertion = LabCommands.insert(disk, on: loop, isBound: isBound, into: number)
        return LabStep(title, death + insertion + LabCommands.bury(disk, old), isRetried: true)
    }
}
