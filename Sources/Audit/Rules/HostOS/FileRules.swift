internal import ClusterModel

/// What may become of a managed file: only lines that are hcctl's change, and the file is still the one that was read.
///
/// Old and new bytes are walked side by side, and the owned lines are recognised by `LineScanner`, which shares nothing
/// with the syntax by which the planner edits.
struct FileRules {
    private let step: Step
    private let replacement: FileReplacement
    private let path: String
    /// The lines that the step says it writes, by key.
    private let claimed: [[UInt8]: [UInt8]]
    /// Nodes of CTDB that the host's own daemon has in force; none where it does not run.
    private let inForce: [CTDBNode]

    init(_ step: Step, _ replacement: FileReplacement, inForce: [CTDBNode] = []) {
        self.step = step
        self.replacement = replacement
        self.inForce = inForce
        path = replacement.file.path
        if case .host(.fileHolds(_, replacement.file, let lines)) = step.postcondition {
            claimed = Dictionary(lines.map { (Array($0.key.utf8), Array($0.text.utf8)) }) { first, _ in first }
        } else {
            claimed = [:]
        }
    }

    func judge(_ seen: Reading<ObservedFile>) -> [Objection] {
        guard !claimed.isEmpty || replacement.contents.bytes.isEmpty else { return [object("its lines are not named")] }
        switch seen {
        case .known(let file) where file.digest == replacement.digest: return changes(file.text.bytes)
        case .absent where replacement.digest == nil:
            return isWhole ? changes([]) : [object("hcctl makes no such file")]
        case .known, .absent, .unknown: return [object("it is not the file that was read")]
        }
    }

    private var isWhole: Bool {
        switch replacement.file {
        case .optionGroup, .ctdb, .nfs: true
        case .fstab, .hosts, .glusterdVolfile: false
        }
    }

    private func object(_ words: String) -> Objection { Objection(step, "\(path): \(words)") }

    private func changes(_ old: [UInt8]) -> [Objection] {
        let new = replacement.contents.bytes
        guard !isWhole else { return whole(new) }
        let forbidden = claimed.keys.filter { !mayOwn($0, old) }
        guard forbidden.isEmpty else {
            return forbidden.map { String(decoding: $0, as: UTF8.self) }.sorted().map {
                object("the line of \($0) is not hcctl's")
            }
        }
        return walk(old, new)
    }

    /// What a line of hcctl's can be about, whatever the step says.
    private func mayOwn(_ key: [UInt8], _ old: [UInt8]) -> Bool {
        switch replacement.file {
        case .fstab: key.count > 1 && key[0] == UInt8(ascii: "/")
        case .glusterdVolfile: key == Array("base-port".utf8) || key == Array("max-port".utf8)
        // A name that has a line gets no second one.
        case .hosts: !LineScanner.hostsNames(of: old).contains(LineScanner.lowercased(key))
        case .optionGroup, .ctdb, .nfs: true
        }
    }

    /// A file that is hcctl's as a whole holds the claimed lines and nothing else, each with its end.
    private func whole(_ new: [UInt8]) -> [Objection] {
        if case .nfs = replacement.file { return inOrder(new) }
        let lines = LineScanner.pieces(of: new)
        let bodies = Set(lines.map { Array($0.dropLast()) })
        let isClaimed =
            lines.count == claimed.count && bodies == Set(claimed.values)
            && lines.allSatisfy { $0.last == 0x0A && isOfFormat(Array($0.dropLast())) }
        guard isClaimed else { return [object("a line was not declared, or is not of the file's format")] }
        return replacement.file == .ctdb(.nodes) ? renumbered(lines) : []
    }

    /// The form that every line of a file that is hcctl's as a whole has.
    private func isOfFormat(_ line: [UInt8]) -> Bool {
        switch replacement.file {
        // A line that is commented out is the place of a node that left.
        case .ctdb(.nodes):
            !line.isEmpty && (line[0] == UInt8(ascii: "#") || !line.contains { $0 == 0x20 || $0 == 0x09 })
        case .ctdb(.publicAddresses): LineScanner.words(line[...]).count == 2 && line.contains(UInt8(ascii: "/"))
        case .ctdb(.configuration), .ctdb(.lockUnit), .ctdb(.dropIn):
            line.contains(UInt8(ascii: "=")) || line.first == UInt8(ascii: "[") && line.last == UInt8(ascii: "]")
        case .ctdb(.scriptOptions), .ctdb(.tunables), .optionGroup, .fstab, .hosts, .glusterdVolfile:
            line.contains(UInt8(ascii: "="))
        // Compared line by line.
        case .nfs: true
        }
    }

    /// A running node keeps its number: the line of each node that a daemon has in force stays where it is.
    private func renumbered(_ lines: [ArraySlice<UInt8>]) -> [Objection] {
        let texts = lines.map { String(decoding: $0.dropLast().drop { $0 == UInt8(ascii: "#") }, as: UTF8.self) }
        return inForce.filter { !texts.indices.contains($0.number) || texts[$0.number] != $0.address }.prefix(1).map {
            object("node \($0.number) would not be \($0.address) any more")
        }
    }

    /// Of files whose lines repeat the keys are the numbers of the lines.
    private func inOrder(_ new: [UInt8]) -> [Objection] {
        let lines = LineScanner.pieces(of: new)
        let isClaimed =
            lines.count == claimed.count
            && lines.enumerated().allSatisfy { index, line in
                claimed[Array("\(index + 1)".utf8)].map { $0 + [0x0A] == Array(line) } ?? false
            }
        return isClaimed ? [] : [object("its lines are not those that the step names")]
    }

    private func walk(_ old: [UInt8], _ new: [UInt8]) -> [Objection] {
        let after = LineScanner.pieces(of: new)
        let before = LineScanner.pieces(of: old)
        let (owned, newOwned) = (before.map(owner), after.map(owner))
        for key in claimed.keys {
            let count = newOwned.count { $0 == key }
            guard count == max(1, owned.count { $0 == key }) else {
                return [object("\(count) lines for \(String(decoding: key, as: UTF8.self))")]
            }
        }
        return walk(before, owned, after, newOwned, end: LineScanner.style(of: old))
    }

    /// Both texts line by line: a line is the same, or it is one of hcctl's in both, or it is a new one of hcctl's.
    private func walk(
        _ old: [ArraySlice<UInt8>], _ owned: [[UInt8]?], _ new: [ArraySlice<UInt8>], _ newOwned: [[UInt8]?],
        end: [UInt8]
    ) -> [Objection] {
        var place = 0
        for (number, line) in new.enumerated() {
            let known = place < old.count ? old[place] : []
            // The last line gets an end when one is added after it.
            let grows = place == old.count - 1 && known.last != 0x0A && number < new.count - 1
            let knownEnd = grows ? end : LineScanner.end(of: known)
            if place < old.count, line == known || grows && line.elementsEqual(known + end) {
                place += 1
            } else if let key = newOwned[number], isWritten(line, as: key) {
                let isChanged = place < old.count && owned[place] == key && LineScanner.end(of: line) == knownEnd
                let isAdded = !owned.contains(key) && isPlace(place, of: old) && LineScanner.end(of: line) == end
                guard isChanged || isAdded else {
                    return [object("line \(number + 1) would move, or end in another way")]
                }
                place += isChanged ? 1 : 0
            } else {
                return [object("line \(number + 1), which is not hcctl's, would change")]
            }
        }
        return place == old.count ? [] : [object("line \(place + 1), which is not hcctl's, would be lost")]
    }

    /// New lines come after the last one; in a section, before its end.
    private func isPlace(_ place: Int, of lines: [ArraySlice<UInt8>]) -> Bool {
        switch replacement.file {
        case .fstab, .hosts, .optionGroup, .ctdb, .nfs: place == lines.count
        case .glusterdVolfile: place < lines.count && LineScanner.words(lines[place]).first == Array("end-volume".utf8)
        }
    }

    /// The claimed key of a line; nil for every other line.
    private func owner(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        let key: [UInt8]? =
            switch replacement.file {
            case .fstab: LineScanner.mountPoint(line)
            case .glusterdVolfile: LineScanner.option(line)
            case .hosts: LineScanner.words(line).count == 2 ? LineScanner.words(line)[1] : nil
            case .optionGroup, .ctdb, .nfs: nil
            }
        return key.flatMap { claimed[$0] == nil ? nil : $0 }
    }

    /// Behind its indentation it is the line that the step names.
    private func isWritten(_ line: ArraySlice<UInt8>, as key: [UInt8]) -> Bool {
        let body = line.dropLast(LineScanner.end(of: line).count).drop { $0 == 0x20 || $0 == 0x09 }
        return claimed[key].map { $0.elementsEqual(body) } ?? false
    }
}
