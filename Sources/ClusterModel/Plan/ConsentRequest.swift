/// What is done only with an operator's consent.
package enum ConsentRequest: Sendable, Hashable {
    /// An option that protects data would protect less; nil is all volumes together, an observed nil is unset.
    case lowerOption(VolumeName?, option: String, observed: String?, desired: String)
    /// An option that the manifest does not name any more would go back to gluster's default.
    case resetOption(VolumeName, option: String, observed: String?, standard: String?)
    /// The unit was masked by an operator. No annotation consents to that.
    case unmask(HostName, unit: String)
    /// Volumes carry the tag of a cluster of another name, which may be this one's earlier name.
    case takeOver(from: String, to: ClusterName, [VolumeName])
    /// An export that no manifest declares any more would be removed.
    case removeExport(NFSExportName)
    /// What a failed deployment left on the host would be removed: its networks, its configuration, its virtual machine.
    case cleanUpEngine(HostName)

    /// The word in JSON and in the list of reasons (docs/reasons.md).
    package var reason: String {
        switch self {
        case .lowerOption, .resetOption, .unmask, .removeExport, .cleanUpEngine: "ConsentNeeded"
        case .takeOver: "ForeignOwner"
        }
    }

    /// The resources that wait for it beside the one that is held.
    package var resources: [ResourceID] {
        switch self {
        case .lowerOption, .resetOption, .unmask, .removeExport, .cleanUpEngine: []
        case .takeOver(_, _, let volumes): volumes.map(ResourceID.volume)
        }
    }

    /// The annotation's action and object; nil where none is accepted.
    package var annotation: (action: String, object: String)? {
        switch self {
        case .lowerOption(nil, let option, _, let desired): ("gluster.setClusterOption", "\(option)=\(desired)")
        case .lowerOption(_, let option, _, let desired): ("gluster.setOptions", "\(option)=\(desired)")
        case .resetOption(_, let option, _, _): ("gluster.resetOption", option)
        case .unmask: nil
        case .takeOver(let owner, _, _): ("gluster.takeOver", owner)
        case .removeExport(let name): ("nfs.removeExport", name.text)
        case .cleanUpEngine(let host): ("hostedEngine.cleanUp", host.text)
        }
    }
}
