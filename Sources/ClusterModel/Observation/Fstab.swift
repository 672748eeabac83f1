/// /etc/fstab as mount(8) reads it.
package struct Fstab: Sendable, Hashable {
    /// The file.
    package let file: ObservedFile
    /// Its entries in the order of the file.
    package let entries: [Entry]

    /// The meaning of a file that was read.
    package init(_ file: ObservedFile) {
        self.file = file
        entries = file.entries.compactMap { Entry($0.words, target: $0.key) }
    }

    /// One line.
    package struct Entry: Sendable, Hashable {
        /// `UUID=…`, a device, …
        package let source: String
        /// Mount point, without a slash at its end.
        package let target: String
        /// File system type.
        package let filesystem: String
        /// Options.
        package let options: [String]

        /// Three fields at least, without a fourth `defaults`; what is less is passed over, as mount(8) does.
        fileprivate init?(_ words: [String], target: [UInt8]?) {
            guard let target, words.count >= 3 else { return nil }
            source = words[0]
            self.target = String(decoding: target, as: UTF8.self)
            filesystem = words[2]
            options = (words.count > 3 ? words[3] : "defaults").split(separator: ",").map(String.init)
        }
    }
}
