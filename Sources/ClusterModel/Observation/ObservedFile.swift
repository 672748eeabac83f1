/// A managed file as it was read: its bytes, and what its lines mean to its readers.
package struct ObservedFile: Sendable, Hashable {
    /// The whole contents.
    package let text: FileText
    /// SHA-256 of the bytes, in hex, read before the text: a change in between makes the next write refuse.
    package let digest: String
    /// Whether it was written after the daemon that reads it was started, which therefore has not read it; absent while
    /// no daemon runs, and for a file that no daemon reads.
    package let isNewerThanReader: Reading<Bool>
    /// The lines that mean something, in the order of the file.
    package let entries: [Entry]

    /// The file of that name with those contents.
    package init(_ id: ManagedFile.ID, _ text: FileText, digest: String, isNewerThanReader: Reading<Bool> = .absent) {
        self.text = text
        self.digest = digest
        self.isNewerThanReader = isNewerThanReader
        let syntax = id.declaration.syntax
        entries = text.lines.compactMap { line in
            let fields = syntax.fields(of: line)
            return fields.isEmpty ? nil : Entry(fields: fields, key: id.key(of: fields))
        }
    }

    /// One line as its readers see it.
    package struct Entry: Sendable, Hashable {
        /// Its fields as bytes.
        package let fields: [[UInt8]]
        /// What identifies it, if it can be hcctl's.
        package let key: [UInt8]?

        /// The fields as text; what is not UTF-8 is replaced, so that it equals nothing that hcctl wants.
        package var words: [String] { fields.map { String(decoding: $0, as: UTF8.self) } }
    }
}
