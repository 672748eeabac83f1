/// New contents for a managed file, written only if the file is still the one that was read.
package struct FileReplacement: Sendable, Hashable {
    /// Which file.
    package let file: ManagedFile.ID
    /// The whole new contents.
    package let contents: FileText
    /// SHA-256 of what is replaced; nil: there must be no file.
    package let digest: String?
    /// What becomes of the lines.
    package let change: LineChange

    /// Replaces what was read; nil: there is no file yet.
    package init(_ file: ManagedFile.ID, of old: ObservedFile?, by contents: FileText) {
        self.file = file
        self.contents = contents
        digest = old?.digest
        change = LineChange(from: old?.text ?? FileText([UInt8]()), to: contents)
    }

    /// For a plan: `/etc/fstab (1 line changed)`.
    package var summary: String { "\(file.path) (\(change))" }
}

/// How many lines a new text has that the old one has not, and the other way round.
package struct LineChange: Sendable, Hashable, CustomStringConvertible {
    /// Lines that are new.
    package let added: Int
    /// Lines that become others.
    package let changed: Int
    /// Lines that are gone.
    package let removed: Int

    /// Of what lies between the first and the last line that differ.
    package init(from old: FileText, to new: FileText) {
        var (old, new) = (old.lines.map(\.body)[...], new.lines.map(\.body)[...])
        while let first = old.first, first == new.first { (old, new) = (old.dropFirst(), new.dropFirst()) }
        while let last = old.last, last == new.last { (old, new) = (old.dropLast(), new.dropLast()) }
        let kept = Set(old).intersection(new)
        let (lost, made) = (old.count { !kept.contains($0) }, new.count { !kept.contains($0) })
        changed = min(lost, made)
        added = made - changed
        removed = lost - changed
    }

    /// `2 lines changed, 1 added`; `no line changed`.
    package var description: String {
        let parts = [(changed, "changed"), (added, "added"), (removed, "removed")].filter { $0.0 > 0 }
        guard let first = parts.first else { return "no line changed" }
        let rest = parts.dropFirst().map { ", \($0.0) \($0.1)" }.joined()
        return "\(first.0) \(first.0 == 1 ? "line" : "lines") \(first.1)\(rest)"
    }
}
