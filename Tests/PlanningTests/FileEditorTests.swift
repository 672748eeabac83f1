import Audit
import ClusterModel
import TestSupport
import Testing

@testable import Planning

/// Random bytes around owned lines: whatever they are, only owned lines change, and the audit sees it the same way.
@Suite struct FileEditorTests {
    /// Enough for every pair of line ends, files and kinds of line to occur hundreds of times.
    private static let cases = 2000

    @Test func onlyOwnedLinesChange() {
        for seed in 0..<UInt64(Self.cases) {
            let text = RandomFile(seed)
            let editor = FileEditor(text.id)
            let new = editor.text(FileText(text.bytes), holding: text.wanted)
            guard let new, new.bytes == text.expected else {
                Issue.record("seed \(seed): \(String(describing: new?.bytes)) instead of \(text.expected)")
                return
            }
            #expect(editor.text(new, holding: text.wanted) == new, "seed \(seed)")
            #expect(text.id.holds(text.wanted, in: ObservedFile(text.id, new, digest: "")), "seed \(seed)")
            #expect(audit(text, new.bytes).isEmpty, "seed \(seed): \(audit(text, new.bytes))")
        }
    }

    @Test func theAuditObjectsToEveryOtherByte() {
        for seed in 0..<UInt64(Self.cases) {
            var text = RandomFile(seed)
            for _ in 0..<2 {
                guard let place = text.foreignPlaces.randomElement(using: &text.random) else { continue }
                var bytes = text.expected
                bytes[place] &+= UInt8.random(in: 1...255, using: &text.random)
                #expect(!audit(text, bytes).isEmpty, "seed \(seed), byte \(place)")
            }
            var shorter = text.expected
            if let place = text.foreignPlaces.randomElement(using: &text.random) { shorter.remove(at: place) }
            #expect(shorter == text.expected || !audit(text, shorter).isEmpty, "seed \(seed), shorter")
        }
    }

    @Test func aMebibyteStays() {
        let line = OwnedLine(
            key: "/gluster", text: "UUID=u /gluster xfs a 0 0", fields: ["UUID=u", "/gluster", nil, "a"])
        let noise = Array(repeating: [0xFF, 0x00, 0x0D, 0x41] as [UInt8], count: 1 << 18).flatMap { $0 }
        let old = noise + Array("\nUUID=u /gluster xfs b 0 0\r\n".utf8) + noise
        let new = FileEditor(.fstab).text(FileText(old), holding: [line])
        #expect(new?.bytes == noise + Array("\nUUID=u /gluster xfs a 0 0\r\n".utf8) + noise)
        let read = ObservedFile(.fstab, FileText(old), digest: "d")
        #expect(new.map { FileReplacement(.fstab, of: read, by: $0).summary } == "/etc/fstab (1 line changed)")
    }

    private func audit(_ text: RandomFile, _ new: [UInt8]) -> [Objection] {
        let read = ObservedFile(text.id, FileText(text.bytes), digest: "d")
        let step = Step(
            resource: .host("host1"),
            action: .host(.replaceFile(FileReplacement(text.id, of: read, by: FileText(new))), on: "host1"),
            postcondition: .host(.fileHolds("host1", text.id, text.wanted)), risk: .benign, scope: .host("host1"),
            differences: [])
        var host = Self.host
        host.os.files[text.id] = .known(read)
        return Auditor(for: "lab").judge(
            Plan(ready: [step]), ObservedState(hosts: ["host1": Observed(host, at: Make.now)]), now: Make.now)
    }

    private static let host = Make.bareHost("host1", Make.desired())
}

/// A managed file of random lines, what is wanted of it, and what must come of that.
private struct RandomFile {
    let id: ManagedFile.ID
    let wanted: [OwnedLine]
    private(set) var bytes: [UInt8] = []
    private(set) var expected: [UInt8] = []
    /// Indices of bytes of `expected` that are not hcctl's.
    private(set) var foreignPlaces: [Int] = []
    var random: SplitMix

    init(_ seed: UInt64) {
        random = SplitMix(state: seed)
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            id = .fstab
            wanted = ["/gluster", "/data"].map {
                OwnedLine(key: $0, text: "UUID=u \($0) xfs a,b 0 0", fields: ["UUID=u", $0, nil, "a,b"])
            }
        case 1:
            id = .hosts
            wanted = ["h2.lab", "h3.lab"].map { OwnedLine(key: $0, text: "10.0.0.2 \($0)", fields: ["10.0.0.2", $0]) }
        default:
            id = .glusterdVolfile
            wanted = ["base-port", "max-port"].map {
                OwnedLine(key: $0, text: "option \($0) 5", fields: ["option", $0, "5"])
            }
        }
        make()
    }

    private mutating func make() {
        var pieces = (0..<Int.random(in: 0..<8, using: &random)).map { _ in (bytes: foreign(), key: String?.none) }
        var missing: [OwnedLine] = []
        for line in wanted {
            guard id != .hosts, Bool.random(using: &random) else {
                missing.append(line)
                continue
            }
            pieces.insert((existing(line.key), line.key), at: Int.random(in: 0...pieces.count, using: &random))
        }
        if id == .glusterdVolfile { pieces.append((Array("end-volume # x".utf8) + end(), nil)) }
        if Bool.random(using: &random), let last = pieces.popLast() {
            pieces.append((Array(last.bytes.dropLast()), last.key))
        }
        bytes = pieces.flatMap(\.bytes)
        expect(pieces.filter { !$0.bytes.isEmpty }, missing)
    }

    private mutating func expect(_ pieces: [(bytes: [UInt8], key: String?)], _ missing: [OwnedLine]) {
        let style = newEnd()
        for (number, piece) in pieces.enumerated() {
            if id == .glusterdVolfile, number == pieces.count - 1 { add(missing, "    ", style) }
            if let key = piece.key, let line = wanted.first(where: { $0.key == key }) {
                let indentation = piece.bytes.prefix { $0 == 0x20 || $0 == 0x09 }
                expected += indentation + Array(line.text.utf8) + ownEnd(piece.bytes)
            } else {
                foreignPlaces += expected.count..<expected.count + piece.bytes.count
                expected += piece.bytes
            }
        }
        guard id != .glusterdVolfile, !missing.isEmpty else { return }
        if let last = expected.last, last != 0x0A {
            if pieces.last?.key == nil { foreignPlaces += expected.count..<expected.count + style.count }
            expected += style
        }
        add(missing, "", style)
    }

    private mutating func add(_ lines: [OwnedLine], _ indentation: String, _ style: [UInt8]) {
        for line in lines { expected += Array((indentation + line.text).utf8) + style }
    }

    private func ownEnd(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.last == 0x0A else { return [] }
        return bytes.dropLast().last == 0x0D ? [0x0D, 0x0A] : [0x0A]
    }

    private func newEnd() -> [UInt8] {
        guard let last = bytes.lastIndex(of: 0x0A) else { return [0x0A] }
        return last > 0 && bytes[last - 1] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    }

    private mutating func end() -> [UInt8] { Bool.random(using: &random) ? [0x0A] : [0x0D, 0x0A] }

    private mutating func blanks(_ least: Int) -> [UInt8] {
        (0..<Int.random(in: least..<least + 3, using: &random)).map { _ in Bool.random(using: &random) ? 0x20 : 0x09 }
    }

    /// A line that is hcctl's and says something else.
    private mutating func existing(_ key: String) -> [UInt8] {
        var words =
            id == .fstab
            ? ["UUID=v", key + (Bool.random(using: &random) ? "/" : ""), "xfs", "c"] : ["option", key, "7"]
        if id == .fstab, Bool.random(using: &random) { words[1] = words[1].replacing("a", with: #"\141"#) }
        let body = words.reduce(into: blanks(0)) { $0 += Array($1.utf8) + [0x20] }
        let rest: [UInt8] = Bool.random(using: &random) ? [0x00] + noise(12) : id == .fstab ? Array("0 0".utf8) : []
        return body + rest + end()
    }

    /// A line that is not hcctl's, or almost.
    private mutating func foreign() -> [UInt8] {
        let almost = [
            "# UUID=v /gluster xfs c 0 0", "\t#UUID=v /data xfs", "/gluster x", "UUID=w /gluster2 xfs d",
            "a /gluste\\162s b c",
            "127.0.0.1 localhost # h2.lab", "10.0.0.9\th2.lab.other x", "#   option base-port 1", "option base-port",
            "option max-ports 3", "option #base-port 3", "",
        ]
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5: return Array((almost.randomElement(using: &random) ?? "").utf8) + end()
        case 5: return noise(Bool.random(using: &random) ? 3000 : 300) + end()
        default: return noise(40) + end()
        }
    }

    /// Anything but a line feed.
    private mutating func noise(_ most: Int) -> [UInt8] {
        let special: [UInt8] = [0x0D, 0x00, 0xFF, 0xC3, 0x09, 0x20, 0x23, 0x5C, 0x3D]
        return (0..<Int.random(in: 0..<most, using: &random)).map { _ in
            let byte =
                Bool.random(using: &random)
                ? special.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            return byte == 0x0A ? 0x0D : byte
        }
    }
}

/// Sebastiano Vigna's SplitMix64: the same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
