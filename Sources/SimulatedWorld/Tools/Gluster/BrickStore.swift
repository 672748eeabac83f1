/// What a brick holds: `.glusterfs` and the volume's files.
package struct BrickStore: Sendable, Hashable, Codable {
    /// The copies it holds, by file.
    package var copies: [StoredFile: StoredCopy] = [:]
    /// Names of entries that wait to be healed elsewhere and blame another brick; "/" is the volume's root.
    package var index: Set<String> = []
    /// Whether the index is there: from the first start on.
    package var hasIndex = false
    /// Whether the index ever had an entry: its base file stays.
    package var hadEntries = false

    /// An empty brick: `.glusterfs` and nothing else.
    package init() {}
}
