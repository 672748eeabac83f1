internal import World

/// Plans to unplug or plug in the cables of running hosts. A host that is off has none.
struct LabCablePlan: Sendable {
    let hosts: [LabHost]
    let isPlugged: Bool

    /// Empty when every cable is as it is to be.
    func steps(_ facts: LabFacts) -> [LabStep] {
        let others = hosts.filter {
            facts.isOn($0) && facts.ports.contains($0.port) && facts.isPartitioned($0) == isPlugged
        }
        guard !others.isEmpty else { return [] }
        let names = others.map(\.name).joined(separator: ", ")
        let changes = others.map(isPlugged ? LabCommands.plugCable : LabCommands.pullCable)
        return [LabStep("\(isPlugged ? "plug in" : "unplug") \(names)", changes)]
    }
}
