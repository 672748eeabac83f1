package import ClusterModel
internal import Foundation
package import World

/// What CTDB needs on its host: addresses, units, the directory of the lock.
extension CTDBParser {
    /// Every address of every interface.
    package static func hostAddresses(_ answer: QueryResult) -> Reading<[InterfaceAddress]> {
        Reading(try addressList(answer))
    }

    private static func addressList(_ answer: QueryResult) throws(UnknownReason) -> [InterfaceAddress] {
        let text = try answer.text()
        guard let links = try? JSONDecoder().decode([Link].self, from: Data(text.utf8)) else {
            throw answer.unreadable("it is not the JSON of ip", excerpt: text)
        }
        return links.flatMap { link in
            link.addresses.map {
                InterfaceAddress(interface: link.name, address: $0.local, prefix: $0.prefix)
            }
        }
    }

    /// Three blocks, in the order asked.
    package static func units(_ answer: QueryResult) -> Reading<CTDBUnits> { Reading(try unitList(answer)) }

    private static func unitList(_ answer: QueryResult) throws(UnknownReason) -> CTDBUnits {
        let end = try answer.end(oneOf: [0])
        let units = end.outputLines.split(separator: "", omittingEmptySubsequences: false).compactMap(unit)
        guard units.count == 3 else {
            throw answer.unreadable("three units were asked for, not \(units.count)", excerpt: end.words)
        }
        return CTDBUnits(daemon: units[0], lock: units[1], mount: units[2])
    }

    private static func unit(_ lines: ArraySlice<String>) -> CTDBUnit? {
        func value(_ name: String) -> String? {
            lines.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
        }
        guard let load = value("LoadState"), let active = value("ActiveState"), let enablement = value("UnitFileState"),
            let isStale = ["yes": true, "no": false][value("NeedDaemonReload") ?? ""],
            let since = value("ActiveEnterTimestampMonotonic").flatMap(UInt64.init)
        else { return nil }
        return CTDBUnit(
            ServiceState(load: load, active: active, enablement: enablement), isStale: isStale,
            activeSince: since == 0 ? nil : since)
    }

    /// The directory beneath the mount point; absent where there is none.
    package static func lockDirectory(_ path: String, flags: QueryResult, entries: QueryResult) -> Reading<
        LockDirectory
    > {
        do throws(UnknownReason) {
            let end = try entries.end(oneOf: [0, 1])
            if end.complaints(of: "find")[path] == "No such file or directory" { return .absent }
            guard end.exitStatus == 0 else { throw entries.refused(end) }
            return .known(
                LockDirectory(
                    isImmutable: immutability(path, flags), entries: try entries.names(end).sorted()))
        } catch {
            return .unknown(error)
        }
    }

    /// `----i---------e------- /mnt/lock`; a file system without flags says so on standard error.
    private static func immutability(_ path: String, _ answer: QueryResult) -> Reading<Bool> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: [0, 1])
            if end.words.contains("Operation not supported") || end.words.contains("Inappropriate ioctl") {
                return .absent
            }
            guard end.exitStatus == 0, let line = end.outputLines.first, line.hasSuffix(" \(path)") else {
                throw answer.silent(about: path, end)
            }
            return .known(line.prefix { $0 != " " }.contains("i"))
        } catch {
            return .unknown(error)
        }
    }
}

extension QueryResult {
    /// The third word of each line: type, bytes, name.
    fileprivate func names(_ end: Finished) throws(UnknownReason) -> [String] {
        var names: [String] = []
        for line in end.outputLines {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3 else { throw unreadable("a line names no file", excerpt: line) }
            names.append(String(parts[2]))
        }
        guard end.output.isEmpty || end.output.last == 0x0A else {
            throw unreadable("its end is missing", excerpt: end.words)
        }
        return names
    }
}

/// What `ip -j address show` prints of an interface.
private struct Link: Decodable {
    let name: String
    let addresses: [Address]

    enum CodingKeys: String, CodingKey {
        case name = "ifname"
        case addresses = "addr_info"
    }

    struct Address: Decodable {
        let local: String
        let prefix: Int

        enum CodingKeys: String, CodingKey {
            case local
            case prefix = "prefixlen"
        }
    }
}
