internal import ClusterModel

extension ManagedFile.ID {
    /// Whether the file holds the lines with their values, as its readers see them.
    func holds(_ lines: [OwnedLine], in file: ObservedFile) -> Bool {
        switch self {
        case .fstab: lines.allSatisfy { Fstab(file).holds($0) }
        case .hosts: lines.allSatisfy { HostsFile(file).holds($0) }
        case .glusterdVolfile: lines.allSatisfy { GlusterdFile(file).value($0.key) == $0.fields.last }
        case .ctdb(let own): CTDBText.holds(own, lines, in: file)
        case .nfs: file.text == FileText(lines.map { $0.text + "\n" }.joined())
        case .optionGroup:
            OptionGroupText(lines.map { GlusterOption($0.key, $0.fields.last.flatMap { $0 } ?? "") })
                .differs(from: file) == false
        }
    }
}

extension Fstab {
    /// Exactly one line for the mount point; the order of options means nothing.
    fileprivate func holds(_ line: OwnedLine) -> Bool {
        let found = entries.filter { $0.target == line.key }
        guard found.count == 1, line.fields.count > 3 else { return false }
        let options = line.fields[3].map { Set($0.split(separator: ",").map(String.init)) }
        return line.fields[0].map { $0.lowercased() == found[0].source.lowercased() } ?? true
            && options.map { $0 == Set(found[0].options) } ?? true
    }
}

extension HostsFile {
    fileprivate func holds(_ line: OwnedLine) -> Bool {
        line.fields.first.flatMap { $0 }.map(addresses(of: line.key).contains) ?? false
    }
}
