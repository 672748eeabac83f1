package import ClusterModel
package import World

/// What ctdb(1) answered, as values. A text that is cut off, or says something that this version does not know, is
/// unknown, never absent and never empty.
package enum CTDBParser {
    /// Answers of one host's ctdbd.
    package struct Answers {
        let machineStatus: QueryResult
        let status: QueryResult
        let addresses: QueryResult
        let tunables: QueryResult
        let lock: QueryResult
        let scripts: QueryResult

        /// In the order of the queries.
        package init(
            machineStatus: QueryResult, status: QueryResult, addresses: QueryResult, tunables: QueryResult,
            lock: QueryResult, scripts: QueryResult
        ) {
            self.machineStatus = machineStatus
            self.status = status
            self.addresses = addresses
            self.tunables = tunables
            self.lock = lock
            self.scripts = scripts
        }
    }

    /// The whole view. Without the nodes nothing of it is known; absent while the daemon does not run.
    package static func view(_ answers: Answers) -> Reading<CTDBView> {
        do throws(UnknownReason) {
            let (nodes, own) = try nodes(answers.machineStatus)
            return .known(
                CTDBView(
                    nodes: nodes, own: own, leader: leader(answers.status), isRecovering: recovery(answers.status),
                    addresses: Reading(try addresses(answers.addresses)),
                    tunables: Reading(try tunables(answers.tunables)),
                    lock: lock(answers.lock), scripts: scripts(answers.scripts)))
        } catch {
            if case .inactive = error { return .absent }
            if case .refused(_, _, let words) = error, words.contains(notRunning) { return .absent }
            return .unknown(error)
        }
    }

    /// What ctdb(1) says where no daemon listens: `connect() failed, errno=2` and then this.
    static let notRunning = "Failed to connect to CTDB daemon"

    /// One line a node below a line of titles, all between bars.
    private static func nodes(_ answer: QueryResult) throws(UnknownReason) -> ([CTDBNode], own: Int) {
        let rows = try rows(answer)
        guard let titles = rows.first, titles.first == "Node", titles.last == "ThisNode" else {
            throw answer.unreadable("it has no line of titles", excerpt: rows.first?.joined(separator: "|") ?? "")
        }
        var nodes: [CTDBNode] = []
        var own: Int?
        for row in rows.dropFirst() {
            guard row.count == titles.count, let number = Int(row[0]), ["Y", "N"].contains(row[row.count - 1]) else {
                throw answer.unreadable("a line does not fit the titles", excerpt: row.joined(separator: "|"))
            }
            nodes.append(CTDBNode(number: number, address: row[1], flags: try flags(titles, row, answer)))
            if row[row.count - 1] == "Y" { own = number }
        }
        guard let own else { throw answer.unreadable("no line is that of the node itself", excerpt: "") }
        return (nodes, own)
    }

    private static func flags(
        _ titles: [String], _ row: [String], _ answer: QueryResult
    ) throws(UnknownReason) -> Set<CTDBNode.Flag> {
        var flags: Set<CTDBNode.Flag> = []
        for (title, value) in zip(titles, row).dropFirst(2).dropLast() {
            guard let flag = CTDBNode.Flag(rawValue: title), value == "0" || value == "1" else {
                throw answer.unreadable("an unknown flag", excerpt: "\(title)=\(value)")
            }
            if value == "1" { flags.insert(flag) }
        }
        return flags
    }

    /// `|a|b|` as `a`, `b`.
    private static func rows(_ answer: QueryResult) throws(UnknownReason) -> [[String]] {
        let text = try whole(answer)
        var rows: [[String]] = []
        for line in text.split(separator: "\n") {
            guard line.hasPrefix("|"), line.hasSuffix("|"), line.count > 1 else {
                throw answer.unreadable("a line is not between bars", excerpt: String(line))
            }
            rows.append(
                line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map(String.init))
        }
        return rows
    }

    /// Text whose last line has its end.
    private static func whole(_ answer: QueryResult) throws(UnknownReason) -> String {
        let text = try answer.text()
        guard text.last == "\n" else { throw answer.unreadable("its end is missing", excerpt: String(text.suffix(80))) }
        return text
    }

    /// `Leader:0`, before 4.16 `Recovery master:0`; `UNKNOWN` while there is none.
    private static func leader(_ answer: QueryResult) -> Reading<Int> {
        do throws(UnknownReason) {
            let text = try whole(answer)
            guard let value = value(of: "Leader", in: text) ?? value(of: "Recovery master", in: text) else {
                throw answer.unreadable("it names no leader", excerpt: String(text.suffix(80)))
            }
            if value == "UNKNOWN" { return .absent }
            guard let number = Int(value) else { throw answer.unreadable("the leader is no number", excerpt: value) }
            return .known(number)
        } catch {
            return .unknown(error)
        }
    }

    /// `Recovery mode:NORMAL (0)`.
    private static func recovery(_ answer: QueryResult) -> Reading<Bool> {
        do throws(UnknownReason) {
            let text = try whole(answer)
            switch value(of: "Recovery mode", in: text) {
            case "NORMAL (0)": return .known(false)
            case "RECOVERY (1)": return .known(true)
            case let other: throw answer.unreadable("an unknown recovery mode", excerpt: other ?? "")
            }
        } catch {
            return .unknown(error)
        }
    }

    private static func value(of key: String, in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix("\(key):") }.map { String($0.dropFirst(key.count + 1)) }
    }

    /// `|10.88.0.100|1|`; -1: no node serves it.
    private static func addresses(_ answer: QueryResult) throws(UnknownReason) -> [CTDBAddress] {
        let rows = try rows(answer)
        guard rows.first == ["Public IP", "Node"] else {
            throw answer.unreadable("it has no line of titles", excerpt: rows.first?.joined(separator: "|") ?? "")
        }
        var addresses: [CTDBAddress] = []
        for row in rows.dropFirst() {
            guard row.count == 2, let node = Int(row[1]), node >= -1 else {
                throw answer.unreadable("a line is no address with a node", excerpt: row.joined(separator: "|"))
            }
            addresses.append(CTDBAddress(row[0], node: node < 0 ? nil : node))
        }
        return addresses
    }

    /// `KeepaliveInterval          = 5`.
    private static func tunables(_ answer: QueryResult) throws(UnknownReason) -> [String: Int] {
        var tunables: [String: Int] = [:]
        for line in try whole(answer).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3, words[1] == "=", let value = Int(words[2]) else {
                throw answer.unreadable("a line is no tunable", excerpt: String(line))
            }
            tunables[String(words[0])] = value
        }
        return tunables
    }

    /// A path or a command; nothing at all, or `No cluster lock used`, where there is none.
    private static func lock(_ answer: QueryResult) -> Reading<String> {
        do throws(UnknownReason) {
            let text = try answer.text()
            guard !text.isEmpty else { return .absent }
            let line = try whole(answer).dropLast()
            if line.hasPrefix("No ") { return .absent }
            return .known(String(line))
        } catch {
            return .unknown(error)
        }
    }
}
