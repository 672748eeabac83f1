/// A file of a volume.
package struct StoredFile: Sendable, Hashable, Comparable, Codable {
    /// UUID of the volume.
    package let volumeID: String
    /// Its name.
    package let file: String

    /// A file.
    package init(_ volumeID: String, _ file: String) {
        self.volumeID = volumeID
        self.file = file
    }

    /// By volume, then by name.
    package static func < (left: Self, right: Self) -> Bool {
        (left.volumeID, left.file) < (right.volumeID, right.file)
    }
}
