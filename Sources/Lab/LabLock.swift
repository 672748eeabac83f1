internal import Foundation

/// Held while the lab is changed, so that two commands do not build one lab. The kernel drops it when hcctl dies.
struct LabLock: ~Copyable {
    private let descriptor: Int32

    init() throws(LabProblem) {
        descriptor = open(LabLayout.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LabProblem("lock \(LabLayout.lockFile)", String(cString: strerror(errno)), "run it as root")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw LabProblem("change the lab", "another hcctl is changing it", "wait until that has ended")
        }
    }

    func release() { close(descriptor) }
}
