/// Where a field comes from: a document that describes by hand what it declares, or the manual of what it is handed to.
struct FieldSource: Sendable, Hashable, ExpressibleByStringLiteral {
    let text: String

    init(stringLiteral value: String) { text = value }

    /// How such clusters were built by hand, with replica 3 volumes.
    static let slides: Self = "“oVirt and Gluster hyper-converged!”, slides of 2015"
    /// How such clusters were built by hand, with two hosts, CTDB and NFS.
    static let walkthrough: Self = "“oVirt 3.4, Glusterized”, walk-through of 2014"
    /// It has no other origin.
    static let hcctl: Self = "hcctl"
}
