/// One stored copy of one version of a file. Two copies are never the same one, whatever they hold.
package struct StoredCopy: Sendable, Hashable, Codable {
    /// Which copy it is.
    package var identity: UInt64
    /// The version of the file; the highest acknowledged one is good.
    package var version: UInt64
    /// False on an arbiter, which keeps names and no data.
    package var hasData: Bool

    /// A copy.
    package init(identity: UInt64, version: UInt64, hasData: Bool) {
        self.identity = identity
        self.version = version
        self.hasData = hasData
    }
}
