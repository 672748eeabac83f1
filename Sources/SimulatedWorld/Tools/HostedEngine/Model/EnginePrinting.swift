internal import ClusterModel

/// What `--vm-status` prints (ovirt-hosted-engine-setup, vm_status.py), and what a block is made of on the disk.
extension EngineBlock {
    /// The state of the virtual machine as Python's json writes it.
    var engineText: String {
        let reason = engine.reason.map { ", \"reason\": \"\($0)\"" } ?? ""
        return "{\"vm\": \"\(engine.vm)\", \"health\": \"\(engine.health)\", \"detail\": \"\(engine.detail)\"\(reason)}"
    }

    /// Of the fields before the extra data, with the checksum's own place zeroed.
    var checksum: String {
        let head =
            "\(version)|1|\(timestamp)|\(id)|\(score)|\(engineText)|\(hostname)|\(isInMaintenance ? 1 : 0)|"
            + "\(isStopped ? 1 : 0)|00000000|1|\(configurationTime)"
        let digits = String(CRC32.of(Array(head.utf8)), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// One `key=value` a line.
    var extra: [String] {
        [
            "metadata_parse_version=\(version)", "metadata_feature_version=1",
            "timestamp=\(timestamp) (\(EngineTime.text(wall)))", "host-id=\(id)", "score=\(score)",
            "vm_conf_refresh_time=\(configurationTime) (\(EngineTime.text(configurationWall)))",
            "conf_on_shared_storage=True", "maintenance=\(Self.word(isInMaintenance))", "state=\(state)",
            "stopped=\(Self.word(isStopped))",
        ] + (timeout.map { ["timeout=\(EngineTime.text($0))"] } ?? [])
    }

    func json(isLive: Bool) -> String {
        let lines = extra.map { $0 + "\\n" }.joined()
        return "\"\(id)\": {\"host-id\": \(id), \"host-ts\": \(timestamp), \"score\": \(score), "
            + "\"engine-status\": \(engineText), \"hostname\": \"\(hostname)\", \"maintenance\": \(isInMaintenance), "
            + "\"stopped\": \(isStopped), \"crc32\": \"\(checksum)\", \"conf_on_shared_storage\": true, "
            + "\"local_conf_timestamp\": \(configurationTime), \"extra\": \"\(lines)\", \"live-data\": \(isLive)}"
    }

    /// The form for people, which hides the state of a host that is not live.
    func text(isLive: Bool) -> String {
        let rows: [(String, String)] = [
            ("Host ID", "\(id)"), ("Host timestamp", "\(timestamp)"), ("Score", "\(score)"),
            ("Engine status", isLive ? engineText : "unknown stale-data"), ("Hostname", hostname),
            ("Local maintenance", Self.word(isInMaintenance)), ("stopped", Self.word(isStopped)), ("crc32", checksum),
            ("conf_on_shared_storage", "True"), ("local_conf_timestamp", "\(configurationTime)"),
            ("Status up-to-date", Self.word(isLive)),
        ]
        let fields = rows.map { label, value in
            label + String(repeating: " ", count: 35 - label.count) + ": \(value)\n"
        }
        return "\n\n--== Host \(hostname) (id: \(id)) status ==--\n\n" + fields.joined()
            + "Extra metadata (valid at timestamp):\n" + extra.map { "\t\($0)\n" }.joined()
    }

    private static func word(_ isTrue: Bool) -> String { isTrue ? "True" : "False" }
}

/// All rows of one host's view.
enum EngineStatusText {
    static let banner = "\n\n!! Cluster is in GLOBAL MAINTENANCE mode !!\n\n"

    static func json(_ rows: [(block: EngineBlock, isLive: Bool)], isInGlobalMaintenance: Bool) -> String {
        let parts = rows.map { $0.block.json(isLive: $0.isLive) }
        return "{" + (parts + ["\"global_maintenance\": \(isInGlobalMaintenance)"]).joined(separator: ", ") + "}\n"
    }

    static func text(_ rows: [(block: EngineBlock, isLive: Bool)], isInGlobalMaintenance: Bool) -> String {
        let banner = isInGlobalMaintenance ? banner : ""
        return banner + rows.map { $0.block.text(isLive: $0.isLive) }.joined() + banner
    }
}

/// Times as C's ctime(3) prints them, in UTC.
enum EngineTime {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sat Nov 21 05:39:06 2026`.
    static func text(_ seconds: Int) -> String {
        let (day, rest) = (seconds / 86_400, seconds % 86_400)
        let (year, month, date) = civil(day)
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(days[day % 7]) \(months[month - 1]) \(date < 10 ? " \(date)" : "\(date)") "
            + "\(clock.joined(separator: ":")) \(year)"
    }

    /// Year, month and day of a day since 1970 (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms).
    private static func civil(_ day: Int) -> (Int, Int, Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }
}

/// The checksum of zlib and Ethernet.
enum CRC32 {
    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { part, _ in part & 1 == 1 ? part >> 1 ^ 0xEDB8_8320 : part >> 1 }
        }
    }
}
