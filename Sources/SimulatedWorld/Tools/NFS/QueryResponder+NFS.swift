internal import ClusterModel
internal import World

/// rpcinfo, and calls of Ganesha's D-Bus objects.
extension QueryResponder {
    static let noGanesha = "The name org.ganesha.nfsd was not provided by any .service files"

    static let nfsQueries = [
        QueryHandler(["rpcinfo", "-T", "tcp", "-n", "2049", "127.0.0.1", "100003"]) { $0.nullCall($1) },
        QueryHandler(exactly: ["rpcinfo", "-p", "127.0.0.1"]) { $0.registeredPorts() },
        QueryHandler(["find", "/", "-maxdepth", "0", "-exec", "busctl"]) { $0.ganeshaState($1) },
        QueryHandler(exactly: ageQuery(of: SimulatedGanesha.filePath)) { $0.ganeshaFileAge() },
    ]

    private func nullCall(_ rest: [String]) -> Finished? {
        guard rest.count == 1, let version = rest.first else { return nil }
        guard host.runsGanesha, host.ganesha.answersAt <= state.now else {
            return .refused(1, "rpcinfo: RPC: Remote system error - Connection refused\n")
        }
        return .said("program 100003 version \(version) ready and waiting\n")
    }

    private func ganeshaFileAge() -> Finished {
        fileAge(
            SimulatedGanesha.filePath, startedAt: host.ganesha.startedAt, readFile: host.ganesha.readFile,
            touchedAt: nil)
    }

    /// Without the addresses of UDP, which are of no interest here, as with those.
    private func registeredPorts() -> Finished {
        var lines = ["   program vers proto   port  service"]
        for version in [4, 3, 2] { lines.append(Self.line(100_000, version, "tcp", 111, "portmapper")) }
        for version in [4, 3, 2] { lines.append(Self.line(100_000, version, "udp", 111, "portmapper")) }
        if let port = host.ganesha.statdPort, host.power == .on {
            lines += ["udp", "tcp"].map { Self.line(100_024, 1, $0, port, "status") }
        }
        if host.ganesha.isRegistered, host.power == .on { lines += Self.serverPorts(host.ganesha) }
        return .said(lines.map { $0 + "\n" }.joined())
    }

    private static func serverPorts(_ server: SimulatedGanesha) -> [String] {
        let protocols = textLines(server.readFile ?? []).first { $0.contains("Protocols = ") } ?? ""
        func lines(_ program: Int, _ versions: [Int], _ port: Int, _ name: String) -> [String] {
            versions.flatMap { version in ["udp", "tcp"].map { line(program, version, $0, port, name) } }
        }
        return lines(100_003, [3], 2049, "nfs") + lines(100_005, [1, 3], 38_465, "mountd")
            + lines(100_021, [4], 38_468, "nlockmgr")
            + (protocols.contains("4") ? lines(100_003, [4], 2049, "nfs") : [])
            + lines(100_011, [1, 2], 38_467, "rquotad")
    }

    private static func line(_ program: Int, _ version: Int, _ protocol: String, _ port: Int, _ name: String) -> String
    {
        func right(_ number: Int, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        return "\(right(program, 10)) \(right(version, 4))   \(`protocol`)  \(right(port, 5))  \(name)"
    }

    /// The calls one after the other: the details only where the first two were answered.
    private func ganeshaState(_ rest: [String]) -> Finished? {
        let words = rest.split { [";", ",", "(", ")", "-exec", "busctl"].contains($0) }.map(Array.init)
        let methods = words.map { Array($0.dropFirst(6)) }
        guard methods.count > 1, methods[0] == ["get_grace"], methods[1] == ["ShowExports"] else { return nil }
        guard host.runsGanesha, host.ganesha.answersAt <= state.now else {
            return .said("", errors: "Call failed: \(Self.noGanesha)\n")
        }
        // busctl has a limit of its own, after which there is no second call.
        guard !host.ganesha.isHung else { return .said("", errors: "Call failed: Connection timed out\n") }
        var (output, errors) = (Self.grace(host.ganesha.graceEnds > state.now) + shownExports, "")
        for method in methods.dropFirst(2) {
            guard method.count == 3, method[0] == "DisplayExport", let id = Int(method[2]) else { return nil }
            if let export = host.ganesha.exports.first(where: { $0.id == id }) {
                output += Self.details(export)
            } else {
                errors += "Call failed: lookup_export failed with Export id not found\n"
            }
        }
        return .said(output, errors: errors)
    }

    private static func grace(_ isInGrace: Bool) -> String {
        #"{"type":"bbs","data":[\#(isInGrace),true,"get grace success"]}"# + "\n"
    }

    private var shownExports: String {
        let protocols = ["NFSv3", "MNT", "NMLv4", "RQUOTA", "NFSv40", "NFSv41", "NFSv42", "9P"]
        let flags = protocols.map { #"["\#($0)",false]"# }.joined(separator: ",")
        let first = host.ganesha.exports.isEmpty ? [] : [Self.shown(host.ganesha.exports[0], flags)]
        let rest = host.ganesha.exports.dropFirst().map { Self.shown($0, flags) }
        let all = first + [#"[0,"/",[\#(flags)],[0,0]]"#] + rest
        return #"{"type":"(tt)a(qs((sb)(sb)(sb)(sb)(sb)(sb)(sb)(sb))(tt))","data":[[1795860826,468832454],["#
            + all.joined(separator: ",") + "]]}\n"
    }

    private static func shown(_ export: SimulatedExport, _ flags: String) -> String {
        #"[\#(export.id),"\#(export.pseudoPath)",[\#(flags)],[0,0]]"#
    }

    private static func details(_ export: SimulatedExport) -> String {
        let clients = (export.settings["Clients"] ?? "").split(separator: ",").map { $0.drop { $0 == " " } }
        let entries = clients.map { client(String($0), options(export)) }.joined(separator: ",")
        return #"{"type":"qsssa(siyyiuuuuu)","data":[\#(export.id),"\#(export.settings["Path"] ?? "")","#
            + #""\#(export.pseudoPath)","",[\#(entries)]]}"# + "\n"
    }

    private static func client(_ text: String, _ options: Int) -> String {
        let isAddress = text.split(separator: ".").allSatisfy { UInt8($0) != nil }
        let network = isAddress || text.contains("/")
        return #"["\#(isAddress ? "\(text)/32" : text)",0,0,\#(network ? "255,1" : "0,0"),4294967294,4294967294,0,"#
            + "\(options),7340519]"
    }

    /// The bits of the permissions, from recorded answers.
    private static func options(_ export: SimulatedExport) -> Int {
        let squash = ["Root_Squash": 2, "All_Squash": 4][export.settings["Squash"] ?? ""] ?? 0
        let access = export.settings["Access_Type"] == "RW" ? 0x1E0 : 0xA0
        let protocols = export.settings["Protocols"] ?? ""
        let versions = (protocols.contains("3") ? 0x10_0000 : 0) + (protocols.contains("4") ? 0x20_0000 : 0)
        return 0x300_3000 + squash + access + versions
    }
}
