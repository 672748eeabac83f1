internal import ClusterModel
internal import Foundation
internal import LiveWorld
internal import Reconciliation
internal import Synchronization
internal import World

/// Elects one of several controllers by CTDB's own helper, which holds a lock on a file of a volume and proves again and
/// again that it still does. The lock elects, the term fences.
struct LeaderElection: Sendable {
    /// Where the packages of ctdb put the helper (Debian, EL).
    static let helper = "/usr/libexec/ctdb/ctdb_mutex_fcntl_helper"
    /// Seconds. A child of the helper opens the file and proves the lock so often; without an answer of it for
    /// `pingTimeout` the helper gives up. On a volume that hangs it says so after both at most, and ends only once the
    /// volume answers: what it says counts, and not its end.
    static let (recheck, pingTimeout) = (2, 5)
    /// Between two attempts at the lock. Each is a round trip to the bricks.
    static let retry = Duration.seconds(2)
    /// For a program that reads or writes a file of the volume: on one that hangs a call blocks for gluster's ping-timeout.
    static let fileTimeout = Duration.seconds(5)

    let time: any TimeSource
    let inbox: ControlInbox
    let here: HostName?
    let stateDirectory: String
    let tell: @Sendable (ControllerEvent) -> Void
    var program = LeaderElection.helper
    /// The file systems that are mounted here (proc_mounts(5)).
    var mounts = "/proc/self/mounts"

    /// Takes part in the election by a volume until the task is cancelled.
    func run(_ volume: VolumeName) async {
        repeat {
            if let directory = Self.directory(of: volume, mounts: Self.text(of: mounts)) {
                await hold(volume, directory)
            } else {
                inbox.set(.failed(volume, words: "it is not mounted here by gluster's own client (fuse.glusterfs)"))
            }
        } while (try? await time.sleep(Self.retry)) != nil
        inbox.set(.notTried)
    }

    /// Read to the end: the size of a file of proc(5) is 0.
    static func text(of path: String) -> String {
        let data = try? FileHandle(forReadingAtPath: path)?.readToEnd()
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// Where a volume is mounted by gluster's own client: a lock on anything else excludes this machine alone.
    static func directory(of volume: VolumeName, mounts: String) -> String? {
        let own = mounts.split(separator: "\n").map { $0.split(separator: " ") }.last { fields in
            fields.count > 3 && fields[2] == "fuse.glusterfs"
                && (fields[0].hasSuffix(":/\(volume)") || fields[0].hasSuffix(":\(volume)"))
        }
        return own.map { String($0[1].replacing("\\040", with: " ")) }
    }

    /// Tries the lock once; returns when another holds it, and when it is lost.
    private func hold(_ volume: VolumeName, _ directory: String) async {
        let lock = directory + "/hcctl-leader.lock"
        let states = LatestValue<HelperOutput>()
        let output = HelperReading()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let arguments = [lock, "\(Self.recheck)", "\(Self.pingTimeout)"]
                let ending = await LocalProgram(program, arguments).follow { bytes in
                    let now = output.add(bytes)
                    states.set(now)
                    return now.isOver
                }
                states.set(output.current.ended(ending.words))
            }
            group.addTask { await follow(states, volume, directory) }
            group.addTask { await writeName(states, directory) }
            // A helper that hangs ends late: what it said has ended the other task.
            await group.next()
            group.cancelAll()
        }
    }

    private func follow(_ states: LatestValue<HelperOutput>, _ volume: VolumeName, _ directory: String) async {
        var number = 0
        while let newest = await states.next(after: number) {
            number = newest.number
            switch newest.value.state {
            case .waiting: continue
            case .held:
                inbox.set(.leading(volume))
                tell(.elected(volume))
            case .contended:
                inbox.set(.otherLeads(volume, await readName(directory)))
                return
            case .over(let words):
                inbox.set(.failed(volume, words: words))
                return
            }
        }
        inbox.set(.notTried)
    }
}

// MARK: - Who leads

extension LeaderElection {
    /// For people: the lock alone decides. A name that cannot be written is no reason to give up the lock.
    private func writeName(_ states: LatestValue<HelperOutput>, _ directory: String) async {
        var number = 0
        while let newest = await states.next(after: number) {
            number = newest.number
            guard newest.value.state == .held, let here else { continue }
            let name = stateDirectory + "/leader"
            try? (here.text + "\n").write(toFile: name, atomically: true, encoding: .utf8)
            _ = await LocalProgram("/usr/bin/cp", [name, directory + "/hcctl-leader"]).run(within: Self.fileTimeout)
        }
    }

    private func readName(_ directory: String) async -> HostName? {
        let ending = await LocalProgram("/usr/bin/head", ["--bytes=255", directory + "/hcctl-leader"]).run(
            within: Self.fileTimeout)
        let name = ending.output.split(separator: "\n").first.map(String.init) ?? ""
        return ending.hasSucceeded && !name.isEmpty ? HostName(name) : nil
    }
}

/// What a helper has written, gathered by the tasks that read its two streams.
private final class HelperReading: Sendable {
    private let output = Mutex(HelperOutput())

    var current: HelperOutput { output.withLock { $0 } }

    func add(_ bytes: [UInt8]) -> HelperOutput {
        output.withLock { output in
            output.add(bytes)
            return output
        }
    }
}
